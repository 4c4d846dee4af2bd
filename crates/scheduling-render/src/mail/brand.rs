//! What a tenant's branding does to a mail: a logo if it can be loaded safely, a colour that can be read.

use scheduling_core::Branding;

use super::clean;

/// The accent of a tenant that has none, or none that is a colour.
const ACCENT: &str = "#2456c7";

/// How a mail looks.
pub(super) struct Brand {
    /// The address of a picture, over TLS.
    pub(super) logo: Option<String>,
    /// `#rrggbb`.
    pub(super) accent: String,
    /// What can be read on it: black or white.
    pub(super) on_accent: &'static str,
}

impl Brand {
    pub(super) fn of(branding: &Branding) -> Self {
        let logo = branding.logo_url.as_ref().and_then(|url| clean::link(url.as_str()));
        let logo = logo.filter(|url| url.to_ascii_lowercase().starts_with("https://"));
        let given = branding.accent_color.as_ref().map(scheduling_core::ShortText::as_str);
        let colour = given.and_then(|given| Some((given, channels(given)?)));
        let (accent, [red, green, blue]) = colour.unwrap_or((ACCENT, [0x24, 0x56, 0xc7]));
        Self { logo, accent: accent.to_ascii_lowercase(), on_accent: readable_on([red, green, blue]) }
    }
}

fn channels(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#')?;
    let is_colour = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_colour)?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// Black or white, whichever has the higher contrast (WCAG 2, relative luminance): the ratio is 4.58 at least.
fn readable_on(colour: [u8; 3]) -> &'static str {
    let [red, green, blue] = colour.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) { "#000000" } else { "#ffffff" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brand(logo: &str, colour: &str) -> Brand {
        let (logo_url, accent_color) = (Some(logo.parse().unwrap()), Some(colour.parse().unwrap()));
        Brand::of(&Branding { display_name: None, logo_url, accent_color, locale: None })
    }

    #[test]
    fn a_colour_is_a_colour_or_not_used() {
        for (given, accent, on_accent) in [
            ("#FFDD00", "#ffdd00", "#000000"),
            ("#102030", "#102030", "#ffffff"),
            ("#777777", "#777777", "#000000"),
            ("#767676", "#767676", "#000000"),
            ("#757575", "#757575", "#ffffff"),
            ("red", ACCENT, "#ffffff"),
            ("#12345", ACCENT, "#ffffff"),
            ("#+12345", ACCENT, "#ffffff"),
            ("#123456;color:red", ACCENT, "#ffffff"),
        ] {
            let brand = brand("https://a.example/logo.png", given);
            assert_eq!((brand.accent.as_str(), brand.on_accent), (accent, on_accent), "{given}");
        }
    }

    #[test]
    fn a_logo_comes_over_tls() {
        assert_eq!(brand("https://a.example/l.png", "-").logo.as_deref(), Some("https://a.example/l.png"));
        for bad in ["http://a.example/l.png", "data:image/png;base64,", "https://a.example/\" onerror=\"x", "//a/l.png"]
        {
            assert_eq!(brand(bad, "-").logo, None, "{bad}");
        }
    }
}
