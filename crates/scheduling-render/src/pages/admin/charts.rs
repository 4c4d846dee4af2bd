//! Charts as SVG: drawn by attributes and the classes of the style sheet, with the figures in a table behind each.

use maud::{Markup, html};

/// A figure with its name.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it is the figure of.
    pub name: String,
    /// The figure.
    pub value: u64,
    /// How much of it was called off.
    pub cancelled: Option<u64>,
}

/// The size of a chart in its own units.
const WIDTH: u64 = 720;
const HEIGHT: u64 = 208;
/// Where the bars stand.
const FLOOR: u64 = 176;
/// Left to the numbers of the scale.
const EDGE: u64 = 40;
/// How many names fit below.
const NAMES: usize = 12;

/// Bars beside each other, as of dates or hours.
pub(super) fn columns(title: &str, (name, unit): (&str, &str), bars: &[Bar]) -> Markup {
    let highest = bars.iter().map(|bar| bar.value).max().unwrap_or_default();
    let top = top_of(highest);
    let count = bars.len().max(1) as u64;
    let left = |at: usize| EDGE + (WIDTH - EDGE) * at as u64 / count;
    let height = |value: u64| (FLOOR - 8) * value / top;
    let every = bars.len().div_ceil(NAMES).max(1);
    let has_cancelled = bars.iter().any(|bar| bar.cancelled.is_some());
    html! {
        figure.chart {
            figcaption { (title) }
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label={ (title) ", as a chart; the figures are in the table below." } {
                @for step in 0..=2 {
                    @let y = FLOOR - (FLOOR - 8) * step / 2;
                    line.grid x1=(EDGE) x2=(WIDTH) y1=(y) y2=(y) {}
                    @if (top * step).is_multiple_of(2) {
                        text x=(EDGE - 8) y=(y + 4) text-anchor="end" { (top * step / 2) }
                    }
                }
                @for (at, bar) in bars.iter().enumerate() {
                    @let (x, width) = (left(at), (left(at + 1) - left(at)).max(1));
                    @let gap = if width > 4 { width / 5 } else { 0 };
                    @let (all, off) = (height(bar.value), height(bar.cancelled.unwrap_or_default().min(bar.value)));
                    rect.bar x=(x + gap / 2) y=(FLOOR - all) width=(width - gap) height=(all - off) {}
                    @if off > 0 { rect.off x=(x + gap / 2) y=(FLOOR - off) width=(width - gap) height=(off) {} }
                    @if at % every == 0 {
                        text.between[at / every % 2 == 1] x=(x + width / 2) y=(HEIGHT - 4) text-anchor="middle" { (bar.name) }
                    }
                }
            }
            @if has_cancelled { p.hint { span.key.off {} " of these were cancelled" } }
            details {
                summary { "As a table" }
                table.list {
                    thead {
                        tr {
                            th scope="col" { (name) }
                            th scope="col" { (unit) }
                            @if has_cancelled { th scope="col" { "Cancelled" } }
                        }
                    }
                    tbody {
                        @for bar in bars {
                            tr {
                                th scope="row" data-label=(name) { (bar.name) }
                                td data-label=(unit) { (bar.value) }
                                @if let Some(cancelled) = bar.cancelled { td data-label="Cancelled" { (cancelled) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A bar of a table's row: this part of the whole.
pub(super) fn share(part: u64, whole: u64) -> Markup {
    let width = (1000 * part).checked_div(whole).unwrap_or_default().min(1000);
    html! {
        svg.share viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" {
            rect.rail width="1000" height="10" {}
            rect.bar width=(width) height="10" {}
        }
    }
}

/// The highest number of a scale that has room for this one, and that people can halve.
fn top_of(highest: u64) -> u64 {
    let mut unit = 1;
    loop {
        for top in [2, 4, 10].map(|factor| factor * unit) {
            if highest <= top {
                return top;
            }
        }
        unit *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_room() {
        for (highest, top) in [(0, 2), (2, 2), (3, 4), (5, 10), (11, 20), (41, 100), (1001, 2000)] {
            assert_eq!(top_of(highest), top);
        }
    }

    #[test]
    fn a_chart_has_no_styles_and_all_its_figures() {
        let bar = |at: u64| Bar { name: format!("<{at}>"), value: at, cancelled: Some(at / 2) };
        for count in [0, 1, 24, 366] {
            let bars: Vec<Bar> = (0..count).map(bar).collect();
            let chart = columns("Bookings by date", ("Date", "Bookings"), &bars).into_string();
            assert!(!chart.contains("style="), "{chart}");
            let ones = usize::try_from(count).unwrap();
            assert_eq!(chart.matches("class=\"bar\"").count(), ones);
            assert_eq!(chart.matches("scope=\"row\"").count(), ones);
            assert!(!chart.contains("<0>"));
        }
        assert!(share(5, 0).into_string().contains("width=\"0\""));
        assert!(share(9, 3).into_string().contains("class=\"bar\" width=\"1000\""));
    }
}
