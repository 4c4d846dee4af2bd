//! Blocked dates: time that a user has taken off.

use jiff::{Timestamp, civil::Date};
use scheduling_core::{BlockId, HostId, LocalTime, LongText, Window};
use scheduling_store::blocks::BlockedDates;

use super::of_user::NamesUser;
use crate::{
    json::{Day, Faults, answer, body},
    problem::Code,
};

body! {
    /// Dates to be blocked: whole ones, or the same hours on each.
    #[rule(dates_in_order: start_date, end_date)]
    #[rule(hours_fit: is_all_day, start_time, end_time)]
    #[rule(hours_in_order: start_time, end_time)]
    BlockedDateInput {
        /// Whose; absent, the user that the API key is bound to.
        user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// The first date.
        start_date: Day = "2026-08-03";
        /// The last date, itself blocked.
        end_date: Day = "2026-08-14";
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

pub(super) fn dates_in_order(faults: &mut Faults, (first, last): (&Day, &Day)) {
    if last < first {
        faults.at("endDate", Code::EndBeforeStart, "must not be before startDate");
    }
}

pub(super) type Hour = Option<LocalTime>;

pub(super) fn hours_fit(faults: &mut Faults, hours: (&Option<bool>, &Hour, &Hour)) {
    match hours {
        (None | Some(true), None, None) | (None | Some(false), Some(_), Some(_)) => {}
        (Some(true), ..) => faults.at("isAllDay", Code::Inconsistent, "a block of whole dates has no hours"),
        (Some(false), None, None) => {
            faults.at("isAllDay", Code::Inconsistent, "a block of hours has startTime and endTime");
        }
        (_, Some(_), None) => faults.at("endTime", Code::Required, "is required with startTime"),
        (_, None, Some(_)) => faults.at("startTime", Code::Required, "is required with endTime"),
    }
}

pub(super) fn hours_in_order(faults: &mut Faults, (start, end): (&Hour, &Hour)) {
    if start.zip(*end).is_some_and(|(start, end)| end <= start) {
        faults.at("endTime", Code::EndBeforeStart, "must be after startTime");
    }
}

impl NamesUser for BlockedDateInput {
    fn named(&self) -> Option<HostId> {
        self.user_id
    }
}

impl BlockedDateInput {
    /// The hours of each date; none is all day.
    pub(crate) fn hours(&self) -> Option<Window> {
        let hours = self.start_time.zip(self.end_time).filter(|_| self.is_all_day != Some(true));
        hours.and_then(|(start, end)| Window::new(start, end).ok())
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
    fn everything_wrong_with_a_block_is_named_at_once() {
        let wrong = refusal(json!({"endDate": "2026-08-02", "reason": "", "startTime": "13:00", "endTime": "12:00"}));
        let expected =
            [("/reason", Code::Empty), ("/endDate", Code::EndBeforeStart), ("/endTime", Code::EndBeforeStart)];
        assert_eq!(wrong, expected.map(|(at, code)| (at.to_owned(), code)));
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
