//! Who takes the meetings of a team, in the form of an event type.

use maud::{Markup, html};
use scheduling_core::SchedulingKind;

use crate::pages::admin::form::{Control, Entered, zones};

/// The list of hosts in the API's request.
const LIST: &str = "hosts";

/// The members of the team, of whom some take the meetings.
pub(super) fn hosts(entered: &Entered, members: &[(String, String)], is_round_robin: bool) -> Markup {
    let usual = if is_round_robin { "In turn" } else { "All together" };
    let usual = format!("As the team’s settings say ({})", usual.to_lowercase());
    let mut kinds = vec![("", usual.as_str())];
    kinds.extend(SchedulingKind::ALL.iter().map(|kind| (kind.as_str(), explained(*kind))));
    let zones: Vec<_> = std::iter::once(("", "The first host’s")).chain(zones()).collect();
    html! {
        section {
            div.about {
                h2 { "Team" }
                p.hint { "Who takes these meetings, and how they are shared out." }
            }
            div {
                (entered.choice(Control::new("schedulingType", "How meetings are taken").required(), &kinds))
                (taking(entered, members))
                (entered.choice(
                    Control::new("timezone", "Time zone").hint("Whose midnights begin a day, and whose months the round robin counts by.").required(),
                    &zones,
                ))
            }
        }
    }
}

const fn explained(kind: SchedulingKind) -> &'static str {
    match kind {
        SchedulingKind::RoundRobin => "Round robin: one of those who are free, in turn",
        SchedulingKind::Collective => "All together: a time when everybody is free",
        SchedulingKind::Individual => "The invitee chooses one of them",
    }
}

/// Those who take meetings stand first, at the places that they have in the request.
fn taking(entered: &Entered, members: &[(String, String)]) -> Markup {
    let hosts = entered.items(LIST);
    let place = |id: &str| (0..hosts).find(|at| entered.value(&format!("{LIST}/{at}/userId")) == id);
    let mut sorted: Vec<_> =
        members.iter().enumerate().map(|(at, member)| (place(&member.0).unwrap_or(hosts + at), member)).collect();
    sorted.sort_by_key(|(place, _)| *place);
    html! {
        fieldset.field #f-hosts {
            legend { "Hosts" }
            p.hint { "Weight and priority count for a round robin: whoever is free and has the highest priority goes first; among equals, a weight of 2 means twice as many meetings as a weight of 1." }
            (entered.notes(Control::new(LIST, "The list of hosts")))
            @if members.is_empty() { p { "The team has no members yet. Add some on the team’s page first." } }
            @for (place, (id, name)) in sorted { (row(entered, place, (id, name))) }
        }
    }
}

fn row(entered: &Entered, place: usize, (id, name): (&str, &str)) -> Markup {
    let [user, weight, priority] = ["userId", "weight", "priority"].map(|member| format!("{LIST}/{place}/{member}"));
    let whose = |what: &str| format!("{what} of {name}");
    let wrong = |field: &str, what: &str| entered.notes(Control::new(field, what));
    let number = |field: &str, what: &str, (from, to): (u32, u32)| {
        let control = Control::new(field, what);
        html! {
            label for=(control.id()) { (what) span.unseen { " of " bdi { (name) } } }
            input #(control.id()) type="number" name=(field) value=[entered.values.get(field)] min=(from) max=(to)
                placeholder=(from) aria-invalid=[entered.is_wrong(control)] aria-describedby=[entered.described(control)];
        }
    };
    html! {
        div.host {
            label.check {
                input #(Control::new(&user, name).id()) type="checkbox" name=(user) value=(id) checked[entered.value(&user) == id];
                bdi { (name) }
            }
            (number(&weight, "Weight", (1, 100)))
            (number(&priority, "Priority", (0, 100)))
        }
        (wrong(&user, name)) (wrong(&weight, &whose("The weight"))) (wrong(&priority, &whose("The priority")))
    }
}
