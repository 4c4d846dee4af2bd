//! What led a visitor here, as the address says: it goes with them from page to page, and is kept with what they book.

use form_urlencoded::Serializer;
use scheduling_core::Campaign;

use crate::routes::pages::{embedding::Embedding, form::Fields};

/// By what the names of the parameters begin.
const PREFIX: &str = "utm_";

/// Whether a parameter that is called so speaks of a campaign. There are others with that prefix, which nobody asks for.
pub(super) fn is_campaign(name: &str) -> bool {
    name.strip_prefix(PREFIX).is_some_and(|part| Campaign::NAMES.contains(&part))
}

/// The campaign. What could not be kept is left out: whoever follows a link has not written it.
pub(super) fn campaign(said: &Fields) -> Campaign {
    Campaign::of(|part| said.get(&format!("{PREFIX}{part}"))?.parse().ok())
}

/// What is added to a path, so that the page there is in the same frame, and knows of the same campaign.
pub(super) fn going_on(embedding: &Embedding, said: &Fields) -> String {
    let framed = Some(embedding.after('?')).filter(|framed| !framed.is_empty());
    let mut query = Serializer::for_suffix(framed.unwrap_or_else(|| "?".to_owned()), 1);
    query.extend_pairs(said.all().filter(|(name, value)| is_campaign(name) && !value.is_empty()));
    let query = query.finish();
    if query == "?" { String::new() } else { query }
}
