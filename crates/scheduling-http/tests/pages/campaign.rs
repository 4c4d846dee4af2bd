//! What the address of a page says of a campaign goes with the visitor, and is kept with what they book.

use scheduling_core::{Campaign, CampaignText};
use scheduling_engine::{BookingFilter, BookingsQuery, PageRequest};

use crate::{
    html::Page,
    site::{SLOT, Site},
};

async fn kept(site: &Site) -> Campaign {
    let all = BookingsQuery { filter: BookingFilter::default(), page: PageRequest::default() };
    let booked = site.world.engine.bookings(&site.world.admin, all).await.unwrap().items;
    assert_eq!(booked.len(), 1);
    booked.into_iter().next().unwrap().invitee.campaign
}

/// Chooses the time on a page of free times, and books it.
async fn book(site: &Site, times: &Page) {
    let reply = site.send_form(times, "/holds", &[("start", SLOT)]).await;
    let form = site.get(reply.leads_to()).await.page(200);
    let reply = site.send_form(&form, "/bookings", &[("name", "Grace"), ("email", "grace@example.org")]).await;
    assert!(reply.leads_to().contains("booked=now") && !reply.leads_to().contains("utm_"), "{}", reply.leads_to());
}

#[actix_web::test]
async fn a_campaign_is_kept_from_the_first_page_to_the_booking() {
    let site = Site::new().await;
    let all = "utm_source=a+letter&utm_medium=mail&utm_campaign=spring&utm_term=t&utm_content=c%26d";
    let page = site.get(&format!("/book/acme?{all}&utm_id=7")).await.page(200);
    let page = site.get(page.link("ada").unwrap()).await.page(200);
    let event = page.link("intro").unwrap();
    assert!(event.ends_with(&format!("/intro?{all}")), "{event}");
    let page = site.get(&format!("{event}&date=2026-03-16")).await.page(200);
    assert!(page.all("a").any(|link| link.get("href") == format!("/book/acme/ada?{all}")), "the way back");
    book(&site, &page).await;
    let parts = ["a letter", "mail", "spring", "t", "c&d"];
    assert_eq!(kept(&site).await.parts().map(|part| part.map(CampaignText::as_str)), parts.map(Some));
}

#[actix_web::test]
async fn what_of_a_campaign_cannot_be_kept_is_left_out() {
    let site = Site::new().await;
    let query = format!("utm_source={}&utm_medium=%01&utm_campaign=spring&utm_term=+&utm_id=7", "a".repeat(256));
    let page = site.get(&format!("/book/acme/ada/intro?date=2026-03-16&embed=1&{query}")).await.page(200);
    assert!(!page.all("input").any(|input| input.get("name") == "utm_id"));
    book(&site, &page).await;
    assert_eq!(kept(&site).await, Campaign { campaign: "spring".parse().ok(), ..Campaign::default() });
}
