//! The list of event types.

use maud::{Markup, html};
use scheduling_core::{EventTypeDetails, SchedulingKind};

use super::{OwnerChoice, new, scheduling};
use crate::pages::{
    Frame,
    admin::{Section, Shell, inputs::address},
    words::Words,
};

/// Which event types are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TypeView {
    /// Those that can be booked.
    #[default]
    Active,
    /// Those that are switched off.
    Inactive,
    /// Those that are history.
    Archived,
}

impl TypeView {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Active, Self::Inactive, Self::Archived];

    /// The word for it in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
            Self::Archived => "archived",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Inactive => "Switched off",
            Self::Archived => "Archived",
        }
    }
}

/// An event type in the list.
#[derive(Clone, Debug)]
pub struct ListedType<'a> {
    /// What it is.
    pub details: &'a EventTypeDetails,
    /// How the hosts of a team take its meetings.
    pub kind: Option<SchedulingKind>,
    /// Whose it is.
    pub owner: &'a str,
    /// Where it is changed.
    pub here: String,
    /// Where it is booked.
    pub page: String,
    /// The same as others are sent it.
    pub address: String,
}

/// The list of event types.
#[derive(Clone, Copy, Debug)]
pub struct EventTypesPage<'a> {
    /// Which are looked at.
    pub view: TypeView,
    /// Whose are looked at; nothing is everybody's.
    pub of: &'a str,
    /// Whose there can be.
    pub owners: &'a [OwnerChoice<'a>],
    /// What was found.
    pub types: &'a [ListedType<'a>],
    /// Where the list goes on.
    pub next: Option<&'a str>,
    /// Where the list begins, if this is not there.
    pub first: Option<&'a str>,
}

impl EventTypesPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let heading = html! {
            div.heading {
                h1 { (Section::EventTypes.title()) }
                p.actions { a.button.primary href=(self.making()) { "New event type" } }
            }
        };
        let of = if self.of.is_empty() { String::new() } else { format!("&of={}", self.of) };
        let body = html! {
            nav.tabs aria-label="Which event types" {
                ul {
                    @for view in TypeView::ALL {
                        li {
                            a href={ "/admin/event-types?view=" (view.word()) (of) }
                                aria-current=[(view == self.view).then_some("page")] { (view.title()) }
                        }
                    }
                }
            }
            @if self.owners.len() > 1 { (self.filter()) }
            @if self.types.is_empty() { (self.nothing()) } @else {
                ul.items { @for listed in self.types { (self.item(listed, shell)) } }
            }
            @if self.next.is_some() || self.first.is_some() {
                nav.pages aria-label="Pages of the list" {
                    @if let Some(first) = self.first { a href=(first) { "To the beginning" } }
                    @if let Some(next) = self.next { a href=(next) { "Next" } }
                }
            }
        };
        shell.with_heading(frame, Section::EventTypes.title(), &heading, &body)
    }

    fn making(&self) -> String {
        if self.of.is_empty() {
            "/admin/event-types/new".to_owned()
        } else {
            format!("/admin/event-types/new?of={}", self.of)
        }
    }

    fn filter(&self) -> Markup {
        html! {
            form.filters.short method="get" action="/admin/event-types" aria-label="Event types" {
                input type="hidden" name="view" value=(self.view.word());
                div.field {
                    label for="of" { "Of whom" }
                    select #of name="of" {
                        option value="" { "Everybody" }
                        (new::options(self.owners, self.of))
                    }
                }
                p.actions { button.quiet { "Filter" } }
            }
        }
    }

    fn nothing(&self) -> Markup {
        html! {
            div.empty {
                @match self.view {
                    TypeView::Active => {
                        p { strong { "Nothing can be booked yet." } }
                        p.quiet { "An event type is a kind of meeting: how long it lasts, where it takes place and what invitees are asked. Each has an address that you send to others." }
                        p.actions { a.button.primary href=(self.making()) { "Make the first event type" } }
                    }
                    TypeView::Inactive => p { "No event type is switched off." },
                    TypeView::Archived => {
                        p { "No event type is archived. What is archived cannot be booked, and can be restored here." }
                    }
                }
            }
        }
    }

    fn item(&self, listed: &ListedType<'_>, shell: &Shell<'_>) -> Markup {
        let ListedType { details, here, .. } = listed;
        let name = details.name.as_str();
        let to_come = |action: &str| format!("{here}/{action}");
        // Which one it is stands beside the button on the page, but not where buttons are read out alone.
        let of = html! { span.unseen { " " bdi { (name) } } };
        html! {
            li.item.(details.color.as_str()) {
                h2 { a href=(here) dir="auto" { (name) } }
                (facts(listed))
                @if self.view == TypeView::Archived {
                    div.actions { (shell.form(&to_come("restore"), &html! { button.quiet.small { "Restore" (of) } })) }
                } @else {
                    (address(&format!("Address of {name}"), &listed.address))
                    div.actions {
                        a.button.small href=(here) { "Edit" (of) }
                        @if self.view == TypeView::Active { a.button.small href=(listed.page) { "Preview" (of) } }
                        (shell.form(&to_come("copy"), &html! { button.quiet.small { "Copy" (of) } }))
                        (shell.form(&to_come("archive"), &html! { button.quiet.small { "Archive" (of) } }))
                    }
                }
            }
        }
    }
}

fn facts(listed: &ListedType<'_>) -> Markup {
    let ListedType { details, kind, owner, .. } = listed;
    let words = Words::of(scheduling_core::Locale::En);
    html! {
        p.facts.quiet {
            span { ((words.lasts)(details.duration)) }
            bdi { (owner) }
            @if let Some(kind) = kind { span.badge { (scheduling(*kind)) } }
            @if details.seats > 1 { span.badge { (details.seats) " seats" } }
            @if details.max_occurrences > 1 { span.badge { "Series" } }
            @if details.requires_approval { span.badge { "Needs approval" } }
        }
    }
}
