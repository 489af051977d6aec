package support.entitlement.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines of holidays that people paste, tried in the page without a view. */
class HolidayListTest extends ScriptTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4 July, if Sunday then Monday, Independence Day              | 4 July, if Sunday then Monday > Independence Day
            1 May if Saturday or Sunday, then next Monday from 2027: May | 1 May if Saturday or Sunday, then next Monday from 2027 > May
            1 May, if Sat then Friday, if Sun then Monday                | 1 May, if Sat then Friday, if Sun then Monday >
            4 July, if Sunday                                            | refused
            25 December Christmas Day, if Sunday then Monday             | refused
            1 January, if Saturday then Friday, Sunday then Monday       | refused
            1 January New Year, if Saturday then on the Monday after it  | refused
            1 January New Year, moved to Monday if Sunday                | refused
            25 December Christmas Day from 2027                          | refused
            25 December, Christmas Day until 2030                        | refused
            25 December Christmas Day, from 2027, if Sunday then Monday  | refused
            17 June, Uprising of 1953                                    | 17 June > Uprising of 1953
            2027-12-26 Boxing Day, if Sunday then Monday                 | refused
            2026-03-20 Eid (if announced)                                | 2026-03-20 > Eid (if announced)
            2026-12-25 Christmas Day                                     | 2026-12-25 > Christmas Day
            """)
    void aDayOfEveryYearIsReadWithItsMoves(String line, String read) {
        assertThat(page.evaluate(
                        "line => import('./workbench/views/drafts/holiday-list.js').then(({parseHolidays}) =>"
                                + " parseHolidays(line).days.map(({date, name}) => `${date} > ${name}`.trim())[0] ?? 'refused')",
                        line))
                .isEqualTo(read);
    }
}
