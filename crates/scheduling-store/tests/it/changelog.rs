//! The changelog: what is appended is what is listed, newest first, in pages that neither skip nor repeat.

use jiff::SignedDuration;
use scheduling_core::ChangeId;
use scheduling_store::{
    Page, PageRequest, TenantScope,
    changelog::{self, Action, Change, ChangeFilter, Entity},
};

use crate::{
    sample::{BUDGET, furnished, now},
    support::{Bed, id},
};

fn change(number: u128, entity: Entity, action: Action, minutes: i64) -> Change {
    Change {
        id: ChangeId::from_uuid(id(number)),
        entity,
        entity_id: id(0x100 + number % 2),
        action,
        actor: if number < 3 { "invitee".to_owned() } else { format!("key:{}", id(9)) },
        details: r#"{"before": {"a_b": 1}}"#.parse().unwrap(),
        at: now() + SignedDuration::from_mins(minutes),
    }
}

async fn listed(bed: &Bed, scope: &TenantScope, filter: ChangeFilter, page: PageRequest) -> Page<Change> {
    bed.store.read(scope, changelog::list(filter, page)).await.unwrap()
}

#[tokio::test]
async fn changes_are_listed_newest_first_by_every_filter() {
    let (bed, scope) = furnished().await;
    // Two of one instant: their ids tell them apart.
    let all = [
        change(1, Entity::Booking, Action::Created, 0),
        change(2, Entity::Booking, Action::Cancelled, 1),
        change(3, Entity::Schedule, Action::Deleted, 1),
        change(4, Entity::EventType, Action::Archived, 2),
    ];
    let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
    for change in &all {
        tx.append_change(change).await.unwrap();
    }
    tx.commit().await.unwrap();

    let found = async |filter| listed(&bed, &scope, filter, PageRequest::default()).await.items;
    let newest_first: Vec<Change> = all.iter().rev().cloned().collect();
    assert_eq!(found(ChangeFilter::default()).await, newest_first);
    let ids = async |filter| found(filter).await.iter().map(|change| change.id.as_uuid().as_u128()).collect::<Vec<_>>();
    let at = |minutes| Some(now() + SignedDuration::from_mins(minutes));
    let none = ChangeFilter::default;
    assert_eq!(ids(ChangeFilter { entity: Some(Entity::Booking), ..none() }).await, [2, 1]);
    assert_eq!(ids(ChangeFilter { entity_id: Some(id(0x101)), ..none() }).await, [3, 1]);
    assert_eq!(ids(ChangeFilter { actor: Some("invitee".to_owned()), ..none() }).await, [2, 1]);
    assert_eq!(ids(ChangeFilter { action: Some(Action::Archived), ..none() }).await, [4]);
    assert_eq!(ids(ChangeFilter { from: at(1), to: at(2), ..none() }).await, [3, 2]);
    assert_eq!(ids(ChangeFilter { entity: Some(Entity::Booking), from: at(2), ..none() }).await, []);

    let mut page = PageRequest { after: None, limit: 1 };
    for expected in &newest_first {
        let found = listed(&bed, &scope, none(), page).await;
        assert_eq!(found.items, std::slice::from_ref(expected));
        page.after = found.next;
    }
    assert!(page.after.is_none(), "the last page says that it is the last");
}
