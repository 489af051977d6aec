import {html} from 'lit';
import {OWN_ZONE, listZones} from '../../parts/zones.js';
import {addCalendar} from './calendar-tables.js';
import {FileDialog} from './file-dialog.js';

/** Makes a calendar with its first window of opening hours. */
class CalendarDialog extends FileDialog {
  render() {
    return this.template('New calendar', html`
      <label>Name<input name="name" required maxlength="100" autocomplete="off"></label>
      <label>Zone<input name="zone" required list="zones" value=${OWN_ZONE}></label>
      <datalist id="zones">${listZones().map(zone => html`<option value=${zone}></option>`)}</datalist>
      <label>Days<input name="day" required value="Mon-Fri"></label>
      <label>Opens at<input name="opens" required pattern="\\d{1,2}:\\d{2}" title="A time of day such as 08:00" value="08:00"></label>
      <label>Closes at<input name="closes" required pattern="\\d{1,2}:\\d{2}" title="A time of day such as 18:00; 24:00 is midnight" value="18:00"></label>
      <p class="hint">A lunch break is a second row: duplicate the row, and change its hours.</p>`, 'Make the calendar');
  }

  async make(fields) {
    return {...await addCalendar(this.session, fields), column: 'A'};
  }
}

customElements.define('calendar-dialog', CalendarDialog);
