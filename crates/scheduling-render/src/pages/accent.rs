//! A tenant's colour, and the style that comes of it: texts in it and on it stay readable, in light and in dark.

use std::{fmt, str::FromStr};

/// A colour of a tenant: six hexadecimal digits, so that nothing else gets into a style.
///
/// ```
/// use scheduling_render::pages::Accent;
///
/// let accent: Accent = "#0A7CFF".parse()?;
/// assert_eq!(accent.to_string(), "0a7cff");
/// assert!("#0a7cf".parse::<Accent>().is_err());
/// assert!("red}".parse::<Accent>().is_err());
/// # Ok::<(), scheduling_render::pages::InvalidAccent>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent([u8; 3]);

/// Not a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a colour is written #rrggbb")]
pub struct InvalidAccent;

/// What lies behind texts, in light and in dark: of the grounds in the style sheet those that are nearest to them (`--note`).
const LIGHT: Accent = Accent([0xee, 0xf3, 0xfb]);
const DARK: Accent = Accent([0x1d, 0x26, 0x34]);
/// What texts need (WCAG 2.2, success criterion 1.4.3).
const ENOUGH: f64 = 4.5;

impl Accent {
    /// The style that brings the colour to the pages.
    #[must_use]
    pub fn style(self) -> String {
        let rules = |behind: Self| {
            let (text, on) = (self.readable_on(behind), self.text_on());
            format!(":root{{--accent:#{self};--on-accent:#{on};--accent-text:#{text}}}")
        };
        format!("{}\n@media (prefers-color-scheme:dark){{{}}}\n", rules(LIGHT), rules(DARK))
    }

    /// The colour, or the nearest darker or lighter one that can be read before this.
    fn readable_on(self, behind: Self) -> Self {
        let towards = if behind.luminance() > 0.5 { 0 } else { 255 };
        let mixed = (0..=20).map(|step| self.towards(towards, step));
        mixed.into_iter().find(|colour| colour.contrast(behind) >= ENOUGH).unwrap_or(Self([towards; 3]))
    }

    /// White or black, whichever can be read better on it.
    fn text_on(self) -> Self {
        let (white, black) = (Self([255; 3]), Self([0; 3]));
        if self.contrast(white) >= self.contrast(black) { white } else { black }
    }

    /// So many twentieths of the way.
    fn towards(self, to: u8, step: u16) -> Self {
        let part = |from: u8| {
            let mixed = (u16::from(from) * (20 - step) + u16::from(to) * step) / 20;
            u8::try_from(mixed).unwrap_or(to)
        };
        Self(self.0.map(part))
    }

    /// From 1 to 21 (WCAG 2.2, contrast ratio).
    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(two) / one.min(two)
    }

    /// WCAG 2.2, relative luminance.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl FromStr for Accent {
    type Err = InvalidAccent;

    fn from_str(text: &str) -> Result<Self, InvalidAccent> {
        let digits = text.strip_prefix('#').ok_or(InvalidAccent)?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(InvalidAccent);
        }
        let part = |at: usize| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match (part(0), part(2), part(4)) {
            (Some(red), Some(green), Some(blue)) => Ok(Self([red, green, blue])),
            _ => Err(InvalidAccent),
        }
    }
}

impl fmt::Display for Accent {
    /// The six digits, in lower case.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| write!(f, "{part:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_readable_whatever_the_colour() {
        for step in (0..=255_u16).step_by(15) {
            for (red, green, blue) in [(step, 0, 0), (0, step, 0), (255, step, 0), (step, step, step), (255, 255, step)]
            {
                let part = |part: u16| u8::try_from(part).unwrap();
                let accent = Accent([part(red), part(green), part(blue)]);
                for behind in [LIGHT, DARK] {
                    assert!(accent.readable_on(behind).contrast(behind) >= ENOUGH, "{accent} on {behind}");
                }
                assert!(accent.text_on().contrast(accent) >= ENOUGH, "on {accent}");
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        let accent: Accent = "#0A4CAF".parse().unwrap();
        assert_eq!(accent.readable_on(LIGHT), accent);
        let style = accent.style();
        assert!(style.starts_with(":root{--accent:#0a4caf;--on-accent:#ffffff;--accent-text:#0a4caf}\n"), "{style}");
    }
}
