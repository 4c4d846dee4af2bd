//! Blocked dates: time that a user has taken off.

use jiff::{Timestamp, civil::Date};
use scheduling_core::{BlockId, HostId, LocalTime, LongText, Window};
use scheduling_store::blocks::BlockedDates;
use validator::ValidationError;

use crate::{
    json::{answer, body, fault},
    problem::Code,
};

body! {
    /// Dates to be blocked: whole ones, or the same hours on each.
    #[validate(schema(function = "dates_in_order"), schema(function = "hours_fit"))]
    BlockedDateInput {
        /// Whose; absent, the user that the API key is bound to.
        user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// The first date.
        start_date: Date = "2026-08-03";
        /// The last date, itself blocked.
        end_date: Date = "2026-08-14";
        /// Why; invitees do not see it.
        reason: Option<LongText> = "Holidays";
        /// Whether the dates are blocked as a whole; absent, they are when no hours are given.
        is_all_day: Option<bool> = false;
        /// The first blocked minute of each date; not with `isAllDay`.
        start_time: Option<LocalTime> = "12:00";
        /// The first minute after the block on each date; not with `isAllDay`.
        end_time: Option<LocalTime> = "13:00";
    }
}

fn dates_in_order(input: &BlockedDateInput) -> Result<(), ValidationError> {
    block_dates_in_order(input.start_date, input.end_date)
}

fn hours_fit(input: &BlockedDateInput) -> Result<(), ValidationError> {
    block_hours_fit(input.is_all_day, (input.start_time, input.end_time))
}

/// The dates of a block do not end before they start.
pub(super) fn block_dates_in_order(start: Date, end: Date) -> Result<(), ValidationError> {
    let reversed = || fault(Code::EndBeforeStart, "endDate", "must not be before startDate");
    (start <= end).then_some(()).ok_or_else(reversed)
}

/// The hours of a block are both there or both absent, in their order, and not there for whole dates.
pub(super) fn block_hours_fit(
    is_all_day: Option<bool>,
    (start, end): (Option<LocalTime>, Option<LocalTime>),
) -> Result<(), ValidationError> {
    let inconsistent = |field, detail| Err(fault(Code::Inconsistent, field, detail));
    match (is_all_day, start, end) {
        (None | Some(true), None, None) => Ok(()),
        (Some(true), ..) => inconsistent("isAllDay", "a block of whole dates has no hours"),
        (Some(false), None, None) => inconsistent("isAllDay", "a block of hours has startTime and endTime"),
        (_, Some(_), None) => Err(fault(Code::Required, "endTime", "is required with startTime")),
        (_, None, Some(_)) => Err(fault(Code::Required, "startTime", "is required with endTime")),
        (_, Some(start), Some(end)) if end <= start => {
            Err(fault(Code::EndBeforeStart, "endTime", "must be after startTime"))
        }
        (_, Some(_), Some(_)) => Ok(()),
    }
}

impl BlockedDateInput {
    /// The hours of each date; none is all day.
    pub(crate) fn hours(&self) -> Option<Window> {
        self.start_time.zip(self.end_time).and_then(|(start, end)| Window::new(start, end).ok())
    }
}

answer! {
    /// Blocked dates.
    BlockedDate {
        /// Their id.
        id: BlockId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d7";
        /// Whose.
        user_id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// The first date.
        start_date: Date = "2026-08-03";
        /// The last date, itself blocked.
        end_date: Date = "2026-08-14";
        /// Why.
        reason: Option<LongText> = "Holidays";
        /// Whether the dates are blocked as a whole.
        is_all_day: bool = false;
        /// The first blocked minute of each date.
        start_time: Option<LocalTime> = "12:00";
        /// The first minute after the block on each date.
        end_time: Option<LocalTime> = "13:00";
        /// When they were blocked.
        created_at: Timestamp = "2026-03-01T09:00:00Z";
    }
}

answer! {
    /// All blocked dates of a user, ascending.
    BlockedDateList {
        /// The blocked dates.
        items: Vec<BlockedDate> = [(); 0];
    }
}

impl From<BlockedDates> for BlockedDate {
    fn from(blocked: BlockedDates) -> Self {
        let hours = blocked.block.hours();
        Self {
            id: blocked.block.id(),
            user_id: blocked.host,
            start_date: blocked.block.first(),
            end_date: blocked.block.last(),
            reason: blocked.reason,
            is_all_day: hours.is_none(),
            start_time: hours.map(Window::start),
            end_time: hours.map(Window::end),
            created_at: blocked.created_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::json::tests::decode;

    fn refusal(mut more: Value) -> Vec<(String, Code)> {
        let members = more.as_object_mut().unwrap();
        members.entry("startDate").or_insert(json!("2026-08-03"));
        members.entry("endDate").or_insert(json!("2026-08-03"));
        decode::<BlockedDateInput>(more).err().unwrap_or_default()
    }

    #[test]
    fn a_block_ends_no_sooner_than_it_starts() {
        let wrong = refusal(json!({"endDate": "2026-08-02"}));
        assert_eq!(wrong, [("/endDate".to_owned(), Code::EndBeforeStart)]);
        let wrong = refusal(json!({"startTime": "13:00", "endTime": "12:00"}));
        assert_eq!(wrong, [("/endTime".to_owned(), Code::EndBeforeStart)]);
    }

    #[test]
    fn hours_and_whole_dates_exclude_each_other() {
        assert_eq!(refusal(json!({})), []);
        assert_eq!(refusal(json!({"isAllDay": false, "startTime": "12:00", "endTime": "13:00"})), []);
        let wrong = refusal(json!({"isAllDay": true, "startTime": "12:00", "endTime": "13:00"}));
        assert_eq!(wrong, [("/isAllDay".to_owned(), Code::Inconsistent)]);
        assert_eq!(refusal(json!({"isAllDay": false})), [("/isAllDay".to_owned(), Code::Inconsistent)]);
        assert_eq!(refusal(json!({"startTime": "12:00"})), [("/endTime".to_owned(), Code::Required)]);
    }

    #[test]
    fn a_date_that_does_not_exist_is_refused() {
        let wrong = refusal(json!({"startDate": "2026-02-31", "endDate": "2026-03-01"}));
        assert_eq!(wrong, [("/startDate".to_owned(), Code::ImpossibleDate)]);
    }
}
