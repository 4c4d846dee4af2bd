//! Random hours of a host and what takes hours away: windows, overrides, blocks, in the form that the API takes.

use std::collections::BTreeMap;

use fastrand::Rng;
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Value, json};

use super::{DAY, Object, minutes, object, pick};

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Which hours a host keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    Any,
    /// Most of nearly every day, so that hosts in different zones have some in common.
    Wide,
}

/// The windows of each weekday from Monday on, and of dates with other hours.
pub(super) struct Hours {
    week: [Vec<Window>; 7],
    overrides: BTreeMap<Date, Vec<Window>>,
}

impl Hours {
    pub(super) fn any(rng: &mut Rng, (width, dates): (Width, &[Date])) -> Self {
        let week = WEEKDAYS.map(|_| windows(rng, width));
        let overrides = (0..rng.u8(..3)).map(|_| (*pick(rng, dates), windows(rng, width))).collect();
        Self { week, overrides }
    }

    /// As the members of a schedule.
    pub(super) fn object(&self) -> Object {
        let written =
            |windows: &[Window]| windows.iter().map(|window| window.object("start", "end")).collect::<Value>();
        let week: Object =
            WEEKDAYS.iter().zip(&self.week).map(|(day, windows)| ((*day).to_owned(), written(windows))).collect();
        let overrides: Vec<Value> = self
            .overrides
            .iter()
            .map(|(date, windows)| json!({"date": date.to_string(), "windows": written(windows)}))
            .collect();
        object([("weeklySchedule", json!(week)), ("overrides", json!(overrides))])
    }

    /// Every step from the start of a window on. Around a change of the clocks this is beside what the rules say.
    pub(super) fn grid(&self, dates: &[Date], zone: &TimeZone, step: SignedDuration) -> anyhow::Result<Vec<Timestamp>> {
        let mut grid = Vec::new();
        for date in dates {
            let of_weekday = self.week.get(usize::from(date.weekday().to_monday_zero_offset().unsigned_abs()));
            let windows = self.overrides.get(date).or(of_weekday);
            let midnight = date.to_zoned(zone.clone())?.timestamp();
            for Window(start, end) in windows.into_iter().flatten() {
                let (mut start, end) = (midnight + minutes(*start), midnight + minutes(*end));
                while start < end {
                    grid.push(start);
                    start += step;
                }
            }
        }
        Ok(grid)
    }
}

/// None to three windows; they may overlap, touch, and reach to the end of the day.
fn windows(rng: &mut Rng, width: Width) -> Vec<Window> {
    if width == Width::Wide && rng.u8(..8) > 0 {
        return vec![Window(rng.u32(..5) * 60, DAY - rng.u32(..9) * 30)];
    }
    let count = *pick(rng, &[0, 1, 1, 1, 2, 2, 3]);
    (0..count).map(|_| Window::any(rng)).collect()
}

pub(super) fn block(rng: &mut Rng, dates: &[Date]) -> Object {
    let (one, two) = (*pick(rng, dates), *pick(rng, dates));
    let (first, last) = (one.min(two), one.max(two));
    let mut block = object([("startDate", json!(first.to_string())), ("endDate", json!(last.to_string()))]);
    // A block of all dates leaves nothing to be looked at.
    if dates.len() < 3 || first < last || rng.bool() {
        block.extend(Window::any(rng).object("startTime", "endTime"));
    }
    block
}

/// Minutes of a day.
struct Window(u32, u32);

impl Window {
    fn any(rng: &mut Rng) -> Self {
        let raster = *pick(rng, &[1, 5, 15, 30, 60]);
        let start = rng.u32(..DAY / raster) * raster;
        let length = (1 + rng.u32(..720 / raster)) * raster;
        Self(start, (start + length).min(DAY))
    }

    fn object(&self, start: &str, end: &str) -> Object {
        let clock = |minute: u32| json!(format!("{:02}:{:02}", minute / 60, minute % 60));
        object([(start, clock(self.0)), (end, clock(self.1))])
    }
}
