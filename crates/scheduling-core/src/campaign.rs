//! What led somebody to a booking page, as the link that they followed says in its `utm_` parameters.

use crate::values::CampaignText;

/// The campaign that a visit belongs to. Whoever made the link decides what stands there, perhaps for one person only: it is
/// forgotten with the invitee.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct Campaign {
    /// Where the link was (`utm_source`).
    pub source: Option<CampaignText>,
    /// By what means it came there (`utm_medium`).
    pub medium: Option<CampaignText>,
    /// For what it was put there (`utm_campaign`).
    pub campaign: Option<CampaignText>,
    /// What was searched for (`utm_term`).
    pub term: Option<CampaignText>,
    /// Which of several links it was (`utm_content`).
    pub content: Option<CampaignText>,
}

impl Campaign {
    /// The names of its parts, in the order of [`parts`](Self::parts).
    pub const NAMES: [&str; 5] = ["source", "medium", "campaign", "term", "content"];

    /// What this says of each part, by its name.
    #[must_use]
    pub fn of(said: impl Fn(&str) -> Option<CampaignText>) -> Self {
        let [source, medium, campaign, term, content] = Self::NAMES.map(said);
        Self { source, medium, campaign, term, content }
    }

    /// Its parts.
    #[must_use]
    pub const fn parts(&self) -> [Option<&CampaignText>; 5] {
        let Self { source, medium, campaign, term, content } = self;
        [source.as_ref(), medium.as_ref(), campaign.as_ref(), term.as_ref(), content.as_ref()]
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts().iter().all(Option::is_none)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_found_under_its_name() {
        let campaign = Campaign::of(|name| name.parse().ok());
        assert_eq!(campaign.parts().map(|part| part.map(CampaignText::as_str)), Campaign::NAMES.map(Some));
        assert_eq!(campaign.campaign, "campaign".parse().ok());
        assert!(!campaign.is_empty() && Campaign::of(|_| None).is_empty());
        assert!(!Campaign { content: "a".parse().ok(), ..Campaign::default() }.is_empty());
    }
}
