//! Bookings as CSV: RFC 4180 by the `csv` crate, in UTF-8, and no cell that a spreadsheet would take for a formula.

use jiff::civil::Date;
use scheduling_core::{Booking, BookingStatus, EventTypeId, HostId, SeriesId, TeamId};
use scheduling_store::bookings::BookingFilter;
use serde::Serialize;

use super::{
    bookings::{BookingAnswer, InviteeAnswer, between, dates_in_order},
    leaves::SearchText,
};
use crate::json::query;

/// The media type of an export (RFC 4180, section 3).
pub(crate) const CSV: &str = "text/csv; charset=utf-8; header=present";

query! {
    /// Which bookings: the filters of the list.
    #[rule(dates_in_order: date_from, date_to)]
    ExportQuery {
        /// Those in this state.
        status: Option<BookingStatus> = "confirmed";
        /// Those of this event type.
        event_type_id: Option<EventTypeId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// Those of this user, alone or with others.
        host_user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// Those of this team's event types.
        team_id: Option<TeamId> = ();
        /// Those of this series.
        series_id: Option<SeriesId> = ();
        /// Those that start on this date (UTC) or later.
        date_from: Option<Date> = "2026-03-01";
        /// Those that start on this date (UTC) or earlier.
        date_to: Option<Date> = "2026-03-31";
        /// Those whose invitee's name or address contains this.
        search: Option<SearchText> = "hopper";
    }
}

impl ExportQuery {
    pub(crate) fn filter(self) -> BookingFilter {
        let (from, to) = between(self.date_from, self.date_to);
        BookingFilter {
            status: self.status,
            event_type: self.event_type_id,
            host: self.host_user_id,
            team: self.team_id,
            series: self.series_id,
            from,
            to,
            search: self.search.map(|search| search.0),
            latest_first: false,
        }
    }
}

/// The names of the columns; a cell is what the member of [`BookingAnswer`] with that name says.
const COLUMNS: [&str; 41] = [
    "id",
    "status",
    "eventTypeId",
    "eventTypeName",
    "hostUserId",
    "coHostUserIds",
    "teamId",
    "hostName",
    "hostEmail",
    "startTime",
    "endTime",
    "timezone",
    "inviteeName",
    "inviteeEmail",
    "inviteePhone",
    "inviteeNotes",
    "responses",
    "guests",
    "locationType",
    "locationValue",
    "cancelledBy",
    "cancelReason",
    "cancelledAt",
    "declineCause",
    "declineReason",
    "declinedAt",
    "expiresAt",
    "rescheduledFrom",
    "rescheduledTo",
    "rescheduledBy",
    "rescheduleReason",
    "overrides",
    "createdAt",
    "seriesId",
    "seriesPosition",
    "awaitsAddress",
    "campaignSource",
    "campaignMedium",
    "campaignCampaign",
    "campaignTerm",
    "campaignContent",
];

/// The first line.
pub(crate) fn head() -> Result<Vec<u8>, CsvError> {
    written(std::iter::once(Ok(COLUMNS.map(str::to_owned))))
}

/// A line for each booking.
pub(crate) fn lines(bookings: Vec<Booking>) -> Result<Vec<u8>, CsvError> {
    written(bookings.into_iter().map(cells))
}

/// A line cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("a booking cannot be written as CSV")]
pub(crate) struct CsvError(#[source] Box<dyn std::error::Error + Send + Sync>);

impl CsvError {
    fn new(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self(source.into())
    }
}

type Cells = [String; COLUMNS.len()];

fn written(lines: impl Iterator<Item = Result<Cells, CsvError>>) -> Result<Vec<u8>, CsvError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for cells in lines {
        writer.write_record(cells?.map(|cell| harmless(&cell))).map_err(CsvError::new)?;
    }
    writer.into_inner().map_err(|error| CsvError::new(error.into_error()))
}

/// A spreadsheet runs what begins like a formula; an apostrophe before it makes it a text. One that separates by semicolons,
/// tabs or lines, whatever is quoted, sees a beginning after each of them.
fn harmless(cell: &str) -> String {
    let mut begins = true;
    let mut safe = String::with_capacity(cell.len());
    for character in cell.chars() {
        if begins && matches!(character, '=' | '+' | '-' | '@' | '\t' | '\r') {
            safe.push('\'');
        }
        begins = matches!(character, ';' | '\t' | '\r' | '\n');
        safe.push(character);
    }
    safe
}

fn cells(booking: Booking) -> Result<Cells, CsvError> {
    let [source, medium, campaign, term, content] = booking.invitee.campaign.parts().map(or_nothing);
    let answer = BookingAnswer::from(booking);
    let InviteeAnswer { name, email, phone, notes, responses, guests, locale: _ } = &answer.invitee;
    Ok([
        answer.id.to_string(),
        answer.status.to_string(),
        answer.event_type_id.to_string(),
        answer.event_type_name.to_string(),
        answer.host_user_id.to_string(),
        one_a_line(&answer.co_host_user_ids),
        or_nothing(answer.team_id.as_ref()),
        answer.host_name.to_string(),
        answer.host_email.to_string(),
        answer.start_time.to_string(),
        answer.end_time.to_string(),
        answer.timezone.clone(),
        name.to_string(),
        email.to_string(),
        or_nothing(phone.as_ref()),
        or_nothing(notes.as_ref()),
        json_or_nothing(Some(responses).filter(|answers| !answers.is_empty()))?,
        one_a_line(guests),
        answer.location.r#type.to_string(),
        or_nothing(answer.location.value.as_ref()),
        or_nothing(answer.cancelled_by.as_ref()),
        or_nothing(answer.cancel_reason.as_ref()),
        or_nothing(answer.cancelled_at.as_ref()),
        or_nothing(answer.decline_cause.as_ref()),
        or_nothing(answer.decline_reason.as_ref()),
        or_nothing(answer.declined_at.as_ref()),
        or_nothing(answer.expires_at.as_ref()),
        or_nothing(answer.rescheduled_from.as_ref()),
        or_nothing(answer.rescheduled_to.as_ref()),
        or_nothing(answer.rescheduled_by.as_ref()),
        or_nothing(answer.reschedule_reason.as_ref()),
        json_or_nothing(answer.overrides.as_ref())?,
        answer.created_at.to_string(),
        or_nothing(answer.series_id.as_ref()),
        or_nothing(answer.series_position.as_ref()),
        answer.awaits_address.to_string(),
        source,
        medium,
        campaign,
        term,
        content,
    ])
}

/// Ids or addresses, which have no line break.
fn one_a_line(values: &[impl ToString]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn or_nothing(value: Option<&impl ToString>) -> String {
    value.map_or_else(String::new, ToString::to_string)
}

/// A list or an object as JSON, which begins with a bracket and so never like a formula.
fn json_or_nothing(value: Option<&impl Serialize>) -> Result<String, CsvError> {
    value.map_or_else(|| Ok(String::new()), serde_json::to_string).map_err(CsvError::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_becomes_a_text() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("Ann;=cmd|'/C calc'!A0", "Ann;'=cmd|'/C calc'!A0"),
            ("a\n@SUM(A1)\tb", "a\n'@SUM(A1)\tb"),
            ("+1 555 0100", "'+1 555 0100"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t'=1"),
            ("\r=1", "'\r'=1"),
            ("a=1", "a=1"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), safe);
        }
    }

    #[test]
    fn lines_end_and_cells_are_quoted_as_rfc_4180_says() {
        let mut cells = COLUMNS.map(|_| "a".to_owned());
        cells[1] = "Hopper, \"Grace\"\nUSN".to_owned();
        let written = String::from_utf8(written(std::iter::once(Ok(cells))).unwrap()).unwrap();
        assert!(written.starts_with("a,\"Hopper, \"\"Grace\"\"\nUSN\",a,"), "{written}");
        assert!(written.ends_with(",a\r\n"), "{written}");
        assert!(head().unwrap().starts_with(b"id,status,eventTypeId,"));
    }
}
