//! When can Ada be booked next week? The slot algorithm alone: it reads no clock and does no I/O, so everything that it
//! needs to know is written down here.

use scheduling_core::{
    DateOverrides, DayWindows, DefaultSettings, EventTypeId, EventTypeRules, HostCalendar, HostFacts, HostId, Minutes,
    SettingOverrides, SlotRules, WeeklySchedule, Zone,
    slots::{self, Attempt, SlotQuery},
};
use uuid::Uuid;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Ada works in London during office hours, but not on Tuesday.
    let london: Zone = "Europe/London".parse()?;
    let calendar = HostCalendar::new(HostFacts {
        host: HostId::from_uuid(Uuid::from_u128(1)),
        zone: london,
        weekly: WeeklySchedule::office_hours(),
        overrides: DateOverrides::new([("2026-03-17".parse()?, DayWindows::CLOSED)].into())?,
        blocks: Vec::new(),
        occupancies: Vec::new(),
        holidays: Vec::new(),
        external_busy: Vec::new(),
    })?;
    // Meetings of half an hour, two hours ahead at the earliest. Whatever is not set is the product's default.
    let event_type = EventTypeRules {
        id: EventTypeId::from_uuid(Uuid::from_u128(2)),
        duration: Minutes(30),
        step: Some(Minutes(60)),
        seats: 1,
        overrides: SettingOverrides { minimum_notice: Some(Minutes(120)), ..SettingOverrides::default() },
    };
    let rules = SlotRules::effective(&event_type, &SettingOverrides::default(), &DefaultSettings::default());

    // An invitee in Tokyo asks on Sunday for three dates of her own.
    let now = "2026-03-15T12:00:00Z".parse()?;
    let query = SlotQuery::dates("Asia/Tokyo".parse()?, "2026-03-16".parse()?, "2026-03-18".parse()?)?;
    let free = slots::generate(&calendar, &rules, &query, now)?;
    for slot in &free {
        println!("{} to {}", slot.start(), slot.end());
    }

    // What is listed can be booked; what cannot, says why.
    let first = free.first().ok_or("there is no free time")?;
    let verified = slots::verify(&calendar, &rules, Attempt::at(first.start()), now)?;
    println!("verified: {}", verified.meeting().start);
    let tuesday = "2026-03-17T11:00:00Z".parse()?;
    if let Err(rejection) = slots::verify(&calendar, &rules, Attempt::at(tuesday), now) {
        println!("refused: {rejection}");
    }
    Ok(())
}
