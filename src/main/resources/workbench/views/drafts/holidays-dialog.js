import {html} from 'lit';
import {sayCount} from '../../app/words.js';
import {addHolidays} from './calendar-tables.js';
import {FileDialog} from './file-dialog.js';
import {parseHolidays} from './holiday-list.js';

/** Adds holidays of a calendar from a list, as one copies it from a page or a spreadsheet. */
class HolidaysDialog extends FileDialog {
  render() {
    return this.template('Holidays', html`
      <label>Calendar<input name="name" required maxlength="100" autocomplete="off"></label>
      <label>Days<textarea name="days" required rows="8" placeholder="2026-12-25 Christmas Day"></textarea></label>
      <p class="hint">A line for each: a date such as 2026-12-25, 25.12.2026 or 25 December 2026, and a name; or a day of every year such as 25 December, first Monday in September or 2 days before Easter; or the public holidays of a region such as DE-BY.</p>`, 'Add the holidays');
  }

  async make({name, days: text}) {
    const {days, refused} = parseHolidays(text);
    if (refused.length > 0) {
      throw new Error(`No day that has one reading stands in ${sayCount(refused.length, 'line')}: ${refused.slice(0, 3).join(' · ')}`);
    }
    return {...await addHolidays(this.session, days.map(day => ({name, closedOn: day.date, note: day.name}))), column: 'A'};
  }
}

customElements.define('holidays-dialog', HolidaysDialog);
