//! The fields of a form, and of an address: as a browser sends them.

use actix_web::{HttpRequest, http::header, web};
use jiff::{SignedDuration, Timestamp};
use scheduling_core::{InvalidText, LongText, MAX_WINDOW_DAYS};

/// Fields by their names; of several with one name the first counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Those of `application/x-www-form-urlencoded`.
    pub(super) fn read(text: &str) -> Option<Self> {
        web::Query::<Vec<(String, String)>>::from_query(text).ok().map(|fields| Self(fields.into_inner()))
    }

    /// Those of a body; none of one of another kind. A mail program may send its one field as `multipart/form-data` (RFC 8058,
    /// section 3.2): that it sends it is all that it says.
    pub(super) fn of_body(request: &HttpRequest, bytes: &[u8]) -> Self {
        let declared = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let essence = declared.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        let is_form = essence.eq_ignore_ascii_case("application/x-www-form-urlencoded");
        let text = str::from_utf8(bytes).ok().filter(|_| is_form);
        text.and_then(Self::read).unwrap_or_default()
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Adds some.
    pub(super) fn extend(&mut self, more: &[(&str, &str)]) {
        self.0.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    }

    /// All of them, in their order.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The start that was chosen, if it is one that anything could have: a date of another age is none.
    pub(super) fn start(&self, now: Timestamp) -> Option<Timestamp> {
        let start: Timestamp = self.get("start")?.parse().ok()?;
        let farthest = SignedDuration::from_hours(24 * (i64::from(MAX_WINDOW_DAYS) + 366));
        Some(start).filter(|start| start.duration_since(now).abs() <= farthest)
    }

    /// A reason, if one was given. Browsers end lines with CR LF.
    pub(super) fn reason(&self) -> Result<Option<LongText>, InvalidText> {
        let given = self.get("reason").unwrap_or_default().replace("\r\n", "\n");
        if given.trim().is_empty() { Ok(None) } else { given.parse().map(Some) }
    }
}
