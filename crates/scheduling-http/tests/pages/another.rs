//! Whoever has chosen a time chooses another, and loses nothing.

use scheduling_engine::Writing;

use crate::{
    book::{INTRO, bookings, chosen, times, told},
    html::Page,
    site::{Reply, SLOT, Site},
};

/// Presses a button of a page that sends a form, with the hidden fields of that form and what is typed.
async fn press(site: &Site, page: &Page, end: &str, button: (&str, &str)) -> Reply {
    let known = page.all("button").any(|known| {
        let is = |name: &str, value: &str| known.attributes.get(name).is_some_and(|known| known == value);
        is("name", button.0) && is("value", button.1)
    });
    assert!(known, "no button {button:?} on {}", page.text());
    // The form of the zone says besides which date is shown.
    let hidden = page.all("input").filter(|input| input.get("type") == "hidden");
    let hidden = hidden.map(|input| (input.get("name"), input.get("value")));
    let fields: Vec<_> = hidden.filter(|(name, _)| !["month", "date"].contains(name)).chain([button]).collect();
    site.post(&format!("{INTRO}{end}"), &fields).await
}

#[actix_web::test]
async fn choosing_another_time_gives_the_first_one_back_and_keeps_what_was_typed() {
    let site = Site::new().await;
    let form = site.get(chosen(&site, SLOT).await.leads_to()).await.page(200);
    let other = form.all("button").find(|button| button.text == "Choose another time").unwrap();
    assert!(other.attributes.contains_key("formnovalidate"), "what is missing does not matter then");
    assert_eq!(other.get("formaction"), format!("{INTRO}/times"));
    let sent = |more: &[(&str, &str)]| {
        let hidden = form.all("input").filter(|input| input.get("type") == "hidden");
        let mut fields: Vec<(String, String)> =
            hidden.map(|input| (input.get("name").to_owned(), input.get("value").to_owned())).collect();
        fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        fields
    };
    let send = async |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        site.post(&format!("{INTRO}/times"), &fields).await
    };
    let typed = [("name", "Grace Hopper"), ("email", "nobody"), ("notes", "one\r\ntwo \"three\"")];
    let page = send(sent(&typed)).await.page(200);
    // Nobody waits for the hold: the time can be had.
    assert!(times(&page).iter().any(|(_, start)| *start == SLOT), "{:?}", times(&page));
    let is_free_of = |page: &Page| {
        for element in &page.0 {
            let leads = ["href", "action", "formaction"].iter().filter_map(|name| element.attributes.get(*name));
            for address in leads {
                assert!(!address.contains("Grace") && !address.contains("nobody"), "{element:?}");
            }
        }
        assert_eq!((page.field("name"), page.field("notes")), ("Grace Hopper", "one\ntwo \"three\""));
    };
    is_free_of(&page);
    assert_eq!(told(&page, "own"), None);
    // Another month, and a date of it: nothing is lost on the way.
    let page = press(&site, &page, "/times", ("month", "2026-04")).await.page(200);
    assert_eq!(page.one("h3").text, "April 2026");
    is_free_of(&page);
    let page = press(&site, &page, "/times", ("date", "2026-04-14")).await.page(200);
    is_free_of(&page);
    assert!(page.all("time").any(|time| time.text == "Tuesday, 14 April 2026"), "{}", page.text());
    let start = times(&page)[2].1.to_owned();
    let form = press(&site, &page, "/holds", ("start", &start)).await.page(200);
    assert!(form.text().contains("kept for you for 5 minutes"), "{}", form.text());
    assert_eq!((form.field("name"), form.field("email")), ("Grace Hopper", "nobody"));
    let notes = form.all("textarea").find(|field| field.get("name") == "notes").unwrap();
    assert_eq!(notes.text, "one\ntwo \"three\"");
    let held = site.world.engine.book(&site.world.public().await, Writing::once(site.world.book(&start))).await;
    held.unwrap_err();
    let said = [("name", "Grace Hopper"), ("email", "grace@example.org")];
    let reply = site.send_form(&form, "/bookings", &said).await;
    site.get(reply.leads_to()).await.page(200);
    assert_eq!(bookings(&site).await, 1);
}

#[actix_web::test]
async fn where_nothing_was_typed_another_time_is_chosen_at_an_address() {
    let site = Site::new().await;
    let form = site.get(chosen(&site, SLOT).await.leads_to()).await.page(200);
    let fields: Vec<_> =
        ["start", "timezone", "typed", "hold", "hold_token"].map(|name| (name, form.field(name))).into();
    let reply = site.post(&format!("{INTRO}/times"), &[&fields[..], &[("name", ""), ("email", "")]].concat()).await;
    assert_eq!(reply.leads_to(), format!("{INTRO}?timezone=Europe%2FBerlin&date=2026-03-16"));
    let page = site.get(reply.leads_to()).await.page(200);
    assert!(times(&page).iter().any(|(_, start)| *start == SLOT), "it is given up");
    // A hold that is not there, or somebody else's, is in nobody's way.
    let other = chosen(&site, SLOT).await.leads_to().to_owned();
    let strange = [("start", SLOT), ("hold", form.field("hold")), ("hold_token", "x")];
    site.post(&format!("{INTRO}/times"), &strange).await.leads_to();
    site.post(&format!("{INTRO}/times"), &fields).await.leads_to();
    let page = site.get(&other).await.page(200);
    assert!(page.text().contains("kept for you"), "{}", page.text());
    site.world.engine.book(&site.world.public().await, Writing::once(site.world.book(SLOT))).await.unwrap_err();
    assert_eq!(site.get(&format!("{INTRO}/times?timezone=UTC")).await.leads_to(), format!("{INTRO}?timezone=UTC"));
}

#[actix_web::test]
async fn where_nothing_is_free_any_more_what_was_typed_stays_out_of_addresses() {
    let site = Site::new().await;
    let form = site.get(&format!("{INTRO}/bookings?start={SLOT}")).await.page(200);
    let (tenant, host) = (site.world.admin.tenant().id, site.world.host.id);
    let away = format!(
        "INSERT INTO scheduling_blocked_dates (tenant_id, id, host_user_id, start_date, end_date, created_at)
         VALUES ('{tenant}', gen_random_uuid(), '{host}', '2026-03-01', '2026-12-31', now())"
    );
    site.world.run_sql(&away).await;
    let said = [("name", "Grace"), ("email", "grace@example.org")];
    let reply = site.send_form(&form, "/bookings", &said).await;
    let page = reply.page(409);
    assert!(page.all("form").count() == 1 && page.link("Choose another time").is_none(), "{}", reply.text);
    assert_eq!((page.field("name"), page.field("email")), ("Grace", "grace@example.org"));
    let page = site.send_form(&page, "/times", &[]).await.page(200);
    assert_eq!(page.field("name"), "Grace");
    assert!(page.text().contains("Nothing is free this month"), "{}", page.text());
}
