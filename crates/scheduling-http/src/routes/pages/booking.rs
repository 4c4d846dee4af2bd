//! An invitee's pages of a booking: what is booked, calling it off, moving it.

use actix_web::http::StatusCode;
use jiff::{Timestamp, ToSpan as _, civil::Date};
use scheduling_core::{
    Booking, Interval, MAX_WINDOW_DAYS, Zone,
    slots::{self, MAX_QUERY_DAYS, Slot, SlotQuery},
};
use scheduling_engine::{CancelByInvitee, Failure, NewTime, RescheduleByInvitee, RescheduleRefusal, SlotsToMove, What};
use scheduling_render::pages::{Booked, CancelPage, Frame, ManagePage, MovePage, Obstacle, TimesOfDay};

use super::link::{Link, Sent};
use crate::{problem::Problem, routes::answer::Answer};

/// How many dates with free times one page has.
const DATES: usize = 7;

/// What is booked.
pub(super) async fn manage(link: Link) -> Answer {
    let managed = link.engine().managed_booking(link.tenant(), link.id, &link.manage_token()).await?;
    let may_move = managed.reschedule.is_ok() && managed.is_offered;
    // What does not count yet belongs in no calendar.
    let is_sure = managed.booking.state.status().is_live() && !managed.booking.awaits_address;
    let calendar = is_sure.then(|| link.calendar());
    let cancel = managed.cancel.is_ok().then(|| link.page("/cancel"));
    let reschedule = may_move.then(|| link.page("/reschedule"));
    let page = ManagePage {
        booking: &managed.booking,
        co_hosts: &managed.co_hosts,
        is_new: link.asked("booked").is_some(),
        calendar: calendar.as_deref(),
        cancel: cancel.as_deref(),
        reschedule: reschedule.as_deref(),
    };
    let render = |frame: &Frame<'_>| page.render(frame);
    if page.is_new && managed.booking.state.status().is_live() {
        let Interval { start, end } = managed.booking.meeting;
        return Ok(link.show_booked(Booked { id: link.id, start, end }, render));
    }
    Ok(link.show(StatusCode::OK, render))
}

/// Whether it is to be called off.
pub(super) async fn ask_to_cancel(link: Link) -> Answer {
    whether_to_cancel(&link, None).await
}

/// Calls it off.
pub(super) async fn cancel(sent: Sent) -> Answer {
    let (link, booking, token) = (&sent.link, sent.link.id, sent.link.manage_token());
    let Ok(reason) = sent.fields.reason() else { return whether_to_cancel(link, sent.fields.get("reason")).await };
    let wish = sent.writing(CancelByInvitee { booking, token, reason });
    match link.engine().cancel_by_invitee(link.tenant(), wish).await {
        Ok(_) => Ok(Link::see_other(link.page(""))),
        Err(failure) => link.refused(failure),
    }
}

/// The form; once more if the reason that was given cannot be read.
async fn whether_to_cancel(link: &Link, unreadable: Option<&str>) -> Answer {
    let managed = link.engine().managed_booking(link.tenant(), link.id, &link.manage_token()).await?;
    if let Err(why) = managed.cancel {
        return link.refused(why);
    }
    let (action, key, manage) = (link.path("/cancel"), link.key(), link.page(""));
    let page = CancelPage {
        booking: &managed.booking,
        co_hosts: &managed.co_hosts,
        form: link.form(&action, &key),
        manage: &manage,
        obstacle: unreadable.map(|_| Obstacle::Unreadable),
        reason: unreadable,
    };
    let status = if unreadable.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(link.show(status, |frame| page.render(frame)))
}

/// The free times to which it can be moved.
pub(super) async fn list_times(link: Link) -> Answer {
    let from = link.asked("from").and_then(|date| date.parse().ok());
    times(&link, Again { from, ..Again::default() }).await
}

/// Moves it.
pub(super) async fn reschedule(sent: Sent) -> Answer {
    let (link, booking, token) = (&sent.link, sent.link.id, sent.link.manage_token());
    let given = sent.fields.get("reason");
    let start = sent.fields.start(link.engine().now());
    let Some(start) = start else {
        let because = Some((StatusCode::UNPROCESSABLE_ENTITY, Obstacle::NothingChosen));
        return times(link, Again { because, reason: given, ..Again::default() }).await;
    };
    let again =
        |status, obstacle| Again { because: Some((status, obstacle)), start: Some(start), reason: given, from: None };
    let Ok(reason) = sent.fields.reason() else {
        return times(link, again(StatusCode::UNPROCESSABLE_ENTITY, Obstacle::Unreadable)).await;
    };
    let to = NewTime { start, zone: None, reason };
    let wish = sent.writing(RescheduleByInvitee { booking, token, to, hold: None });
    match link.engine().reschedule_by_invitee(link.tenant(), wish).await {
        Ok(moved) => {
            let token = link.engine().manage_token(link.tenant(), &moved.outcome);
            Ok(Link::see_other(link.page_of(moved.outcome.id, ("", token.reveal()))))
        }
        Err(Failure::Refused(RescheduleRefusal::Slot(_) | RescheduleRefusal::HoldGone)) => {
            times(link, again(StatusCode::CONFLICT, Obstacle::SlotGone)).await
        }
        Err(Failure::Refused(RescheduleRefusal::SameTime)) => {
            times(link, again(StatusCode::CONFLICT, Obstacle::SameTime)).await
        }
        Err(failure) => refused(link, failure),
    }
}

/// Which times are shown, and why once more.
#[derive(Default)]
struct Again<'a> {
    /// From which date on.
    from: Option<Date>,
    /// From that of this start.
    start: Option<Timestamp>,
    because: Option<(StatusCode, Obstacle)>,
    reason: Option<&'a str>,
}

async fn times(link: &Link, again: Again<'_>) -> Answer {
    let managed = link.engine().managed_booking(link.tenant(), link.id, &link.manage_token()).await?;
    if let Err(why) = managed.reschedule {
        return link.refused(why);
    }
    let booking = managed.booking;
    let zone = &booking.invitee.zone;
    let today = zone.date_of(link.engine().now());
    let from = again.from.or(again.start.map(|start| zone.date_of(start))).unwrap_or(today);
    let from = from.clamp(today, last_date(today, MAX_WINDOW_DAYS.into()));
    let mut found = match free_from(link, &booking, from).await {
        Ok(found) => found,
        Err(failure) => return refused(link, failure),
    };
    let last = last_date(from, MAX_QUERY_DAYS - 1);
    let all = slots::by_date(&mut found, zone, from, last);
    let mut with_times = all.iter().filter(|day| !day.slots.is_empty());
    let days: Vec<_> =
        with_times.by_ref().take(DATES).map(|day| TimesOfDay { date: day.date, slots: day.slots }).collect();
    let later = match with_times.next() {
        Some(day) => Some(day.date),
        None => after(link, &booking, last).await?,
    };
    let earlier = (from > today).then(|| from.saturating_sub(7.days()).max(today));
    let at = |date: Option<Date>| date.map(|date| format!("{}&from={date}", link.page("/reschedule")));
    let (earlier, later, action, key, manage) =
        (at(earlier), at(later), link.path("/reschedule"), link.key(), link.page(""));
    let page = MovePage {
        booking: &booking,
        days,
        earlier: earlier.as_deref(),
        later: later.as_deref(),
        form: link.form(&action, &key),
        manage: &manage,
        obstacle: again.because.map(|(_, obstacle)| obstacle),
        reason: again.reason,
    };
    let status = again.because.map_or(StatusCode::OK, |(status, _)| status);
    Ok(link.show(status, |frame| page.render(frame)))
}

/// The first date after those that were looked at, if there is a free time among as many more.
async fn after(link: &Link, booking: &Booking, last: Date) -> Result<Option<Date>, Problem> {
    let Ok(next) = last.tomorrow() else { return Ok(None) };
    let mut found = free_from(link, booking, next).await?;
    let days = slots::by_dates_of(found.get_mut(..1).unwrap_or_default(), &booking.invitee.zone);
    Ok(days.first().map(|day| day.date))
}

/// The free times of as many dates as one question may cover.
async fn free_from(
    link: &Link,
    booking: &Booking,
    from: Date,
) -> Result<Vec<Slot>, Failure<scheduling_engine::CancelRefusal>> {
    let zone: Zone = booking.invitee.zone.clone();
    let Ok(query) = SlotQuery::dates(zone, from, last_date(from, MAX_QUERY_DAYS - 1)) else { return Ok(Vec::new()) };
    let wanted = SlotsToMove { booking: link.id, token: link.manage_token(), query };
    let (_, list) = link.engine().slots_to_move(link.tenant(), wanted).await?;
    Ok(list.slots)
}

fn last_date(from: Date, days: i32) -> Date {
    from.saturating_add(days.days())
}

/// What is not offered any more is told as such: the booking is there.
fn refused<E>(link: &Link, failure: Failure<E>) -> Answer
where
    Problem: From<Failure<E>>,
{
    if matches!(failure, Failure::NotFound(What::EventType)) {
        return Ok(link.obstacle(StatusCode::CONFLICT, Obstacle::NotOffered));
    }
    link.refused(failure)
}
