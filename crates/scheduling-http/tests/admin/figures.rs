//! Analytics, and why times are free or not.

use scheduling_core::SchedulingKind;

use crate::{
    desk::Desk,
    site::{LATER, SLOT},
};

#[actix_web::test]
async fn charts_have_their_figures_in_tables() {
    let desk = Desk::owner().await;
    desk.site.book(SLOT).await;
    let other = desk.site.book(LATER).await;
    desk.site.cancel(&other).await;
    let page = desk.page("/admin/analytics?from=2026-03-16&to=2026-03-17").await;
    let rows: Vec<&str> = page.all("tr").map(|row| row.text.as_str()).collect();
    for row in ["16 Mar10", "17 Mar11", "Mon1", "091", "intro2 1"] {
        assert!(rows.contains(&row), "{row}: {rows:?}");
    }
    assert_eq!(
        page.all("svg").filter(|chart| chart.attributes.get("role").is_some_and(|role| role == "img")).count(),
        3
    );
    assert!(page.text().contains("Cancelled50 %of all"), "{}", page.text());
    let by_creation = desk.page("/admin/analytics?by=creation").await;
    assert!(by_creation.text().contains("Bookings2in this time"), "{}", by_creation.text());
}

#[actix_web::test]
async fn a_period_that_is_none_is_told() {
    let desk = Desk::owner().await;
    for (query, told) in [
        ("from=2026-03-17&to=2026-03-16", "must not be before"),
        ("from=2020-01-01&to=2026-03-16", "At most 366 dates"),
        ("from=-9999-01-01&to=-9999-01-01", "Bookings by date"),
        ("from=nonsense&to=9999-12-31&eventType=x&by=y", "Bookings by date"),
    ] {
        let page = desk.page(&format!("/admin/analytics?{query}")).await;
        assert!(page.text().contains(told), "{query}: {}", page.text());
    }
}

#[actix_web::test]
async fn a_week_says_why_times_are_not_free() {
    let desk = Desk::owner().await;
    let booking = desk.site.book(SLOT).await;
    let page = desk.page("/admin/explain?date=2026-03-16").await;
    let said: Vec<&str> = page.all("li").map(|stretch| stretch.text.trim()).collect();
    assert!(said.contains(&"00:00–08:30Outside of the hours"), "{said:?}");
    assert!(said.iter().any(|said| said.ends_with("Booked")), "{said:?}");
    assert!(said.iter().any(|said| said.ends_with("Free")), "{said:?}");
    assert!(page.link("Booked").unwrap().ends_with(&booking.id.to_string()));
    let far = desk.page("/admin/explain?date=2028-03-16").await;
    assert!(far.text().contains("Too far ahead"), "{}", far.text());
    for odd in ["-9999-01-01", "9999-12-31", "nonsense"] {
        desk.page(&format!("/admin/explain?date={odd}")).await;
    }
}

#[actix_web::test]
async fn of_a_team_it_is_said_host_by_host() {
    let desk = Desk::owner().await;
    let world = &desk.site.world;
    let other = world.host(&world.admin, "eve").await;
    let team = world.team("sales", &[&world.host, &other]).await;
    let kind = world.team_type(&team, SchedulingKind::RoundRobin, &[&world.host, &other]).await;
    let page = desk.page(&format!("/admin/explain?eventType={}&date=2026-03-16", kind.event_type.id)).await;
    assert!(page.all("summary").any(|summary| summary.text == "Host by host"), "{}", page.text());
    assert!(page.all("dt").any(|name| name.text == "eve"));
}
