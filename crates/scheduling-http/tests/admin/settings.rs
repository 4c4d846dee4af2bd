//! What is set for a tenant: look and rules, hosts, accounts, keys and webhooks.

use scheduling_core::{HostProfile, KeptHolidays, Role};
use scheduling_engine::{FutureBookings, ReplaceHost, Writing};
use scheduling_testkit::people::PASSWORD;

use crate::{
    desk::Desk,
    html::Page,
    site::{SLOT, Site},
};

/// The fields that are said to be wrong.
fn wrong(page: &Page) -> Vec<&str> {
    let is_wrong = |field: &&crate::html::Element| field.attributes.contains_key("aria-invalid");
    page.0.iter().filter(is_wrong).map(|field| field.get("name")).collect()
}

#[actix_web::test]
async fn what_is_shown_and_sent_as_it_is_changes_nothing() {
    let desk = Desk::owner().await;
    let host = desk.site.world.host.clone();
    let engine = &desk.site.world.engine;
    let before = engine.get_tenant(&desk.site.world.admin).await.unwrap().settings;
    let page = desk.page("/admin/settings").await;
    assert_eq!(desk.send(&page, "/settings", &[]).await.leads_to(), "/admin/settings?done=saved");
    assert_eq!(engine.get_tenant(&desk.site.world.admin).await.unwrap().settings, before);
    let path = format!("/admin/hosts/{}", host.id);
    // Who keeps no holidays has said something else than who follows the tenant.
    let kept = KeptHolidays { sets: vec!["DE-BY".parse().unwrap()], worked: vec!["Epiphany".parse().unwrap()] };
    for holidays in [None, Some(KeptHolidays::default()), Some(kept)] {
        let profile = HostProfile { holidays, ..host.profile.clone() };
        let command = ReplaceHost { host: host.id, profile: profile.clone(), future_bookings: FutureBookings::Refuse };
        engine.replace_host(&desk.site.world.admin, Writing::once(command)).await.unwrap();
        desk.send(&desk.page(&path).await, &path, &[]).await.leads_to();
        assert_eq!(engine.get_host(&desk.site.world.admin, host.id).await.unwrap().profile, profile);
    }
}

#[actix_web::test]
async fn look_rules_and_limits_are_set() {
    let desk = Desk::owner().await;
    let page = desk.page("/admin/settings").await;
    let fields = [
        ("branding/displayName", "Acme & Sons"),
        ("branding/accentColor", "#0a7cff"),
        ("defaults/minimumNoticeHours", "2.5"),
        ("defaults/bookingWindowDays", "90"),
        ("allowedOrigins/*", "https://www.example.org\r\n\r\nhttps://example.com"),
        ("retentionDays", "365"),
        ("rateLimits/bookings", ""),
        ("rateLimits/reads", "100"),
    ];
    let reply = desk.send(&page, "/settings", &fields).await;
    let page = desk.page(reply.leads_to()).await;
    let values = fields
        .map(|(name, _)| page.0.iter().find(|field| field.attributes.get("name").is_some_and(|known| known == name)));
    let values: Vec<_> =
        values.into_iter().flatten().map(|field| field.attributes.get("value").map_or("", String::as_str)).collect();
    assert_eq!(values, ["Acme & Sons", "#0a7cff", "2.5", "90", "", "365", "", "100"]);
    let settings = desk.site.world.engine.get_tenant(&desk.site.world.admin).await.unwrap().settings;
    assert_eq!((settings.rate_limits.bookings, settings.rate_limits.reads), (None, Some(100)));
    let origins: Vec<&str> = settings.allowed_origins.iter().map(scheduling_core::ShortText::as_str).collect();
    assert_eq!(origins, ["https://www.example.org", "https://example.com"], "an empty line is none");
}

#[actix_web::test]
async fn what_is_wrong_is_told_at_its_field_and_nothing_is_changed() {
    let desk = Desk::owner().await;
    let page = desk.page("/admin/settings").await;
    let fields = [
        ("branding/accentColor", "blue"),
        ("branding/logoUrl", "javascript:alert(1)"),
        ("defaults/minimumNoticeHours", "soon"),
        ("defaults/bookingWindowDays", ""),
        ("allowedOrigins/*", "https://www.example.org/path"),
        ("rateLimits/bookings", "-1"),
    ];
    let page = desk.send(&page, "/settings", &fields).await.page(422);
    assert_eq!(
        wrong(&page),
        [
            "branding/logoUrl",
            "branding/accentColor",
            "defaults/minimumNoticeHours",
            "defaults/bookingWindowDays",
            "allowedOrigins/*",
            "rateLimits/bookings"
        ]
    );
    assert_eq!(page.field("branding/accentColor"), "blue", "what was typed is kept");
    assert!(page.text().contains("Notice, in hours must be a number."), "{}", page.text());
    assert!(page.link("minimum notice hours").unwrap() == "#f-defaults-minimumNoticeHours");
}

#[actix_web::test]
async fn a_host_is_made_and_changed() {
    let desk = Desk::owner().await;
    let page = desk.page("/admin/hosts/new").await;
    let person = [("displayName", "Eve"), ("username", "eve"), ("email", "eve@example.org"), ("userId", "usr_eve")];
    let taken = [person[0], ("username", "ada"), person[2], person[3]];
    let again = desk.send(&page, "/new", &taken).await.page(409);
    assert!(again.text().contains("taken"), "{}", again.text());
    let path = desk.send(&again, "/new", &person).await.leads_to().to_owned();
    let page = desk.page(&path).await;
    assert_eq!(page.heading(), "Eve");
    let shown = path.split('?').next().unwrap();
    desk.send(&page, shown, &[("displayName", "Eve Adams"), ("dailyLimit", "3")]).await.leads_to();
    assert!(desk.page("/admin/hosts").await.link("Eve Adams").unwrap() == shown);
}

#[actix_web::test]
async fn a_host_with_meetings_to_come_is_not_just_switched_off() {
    let desk = Desk::owner().await;
    desk.site.book(SLOT).await;
    let path = format!("/admin/hosts/{}", desk.site.world.host.id);
    let page = desk.page(&path).await;
    let off = [("isActive", "false")];
    let form: Vec<_> = page.form(&path).fields.into_iter().filter(|(_, value)| value != "true").collect();
    let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let asked = desk.post(&path, &form).await.page(409);
    assert!(asked.text().contains("What becomes of them?"), "{}", asked.text());
    let kept = [off[0], ("_keep", "true")];
    desk.send(&asked, &path, &kept).await.leads_to();
    let host = desk.site.world.engine.get_host(&desk.site.world.admin, desk.site.world.host.id).await.unwrap();
    assert!(!host.profile.is_active);
}

#[actix_web::test]
async fn somebody_is_invited_makes_an_account_and_signs_in() {
    let desk = Desk::owner().await;
    let page = desk.page("/admin/accounts").await;
    let host = desk.site.world.host.id.to_string();
    let invite = [("email", "eve@example.org"), ("role", "member"), ("userId", host.as_str())];
    let made = desk.send(&page, "/accounts", &invite).await.page(200);
    let secret = made.all("input").find(|input| input.attributes.contains_key("readonly")).unwrap().get("value");
    let link = secret.split_once("/admin/").map(|(_, rest)| format!("/admin/{rest}")).unwrap();
    let again = desk.send(&page, "/accounts", &invite).await.page(200);
    assert!(again.text().contains("was shown before"), "the same form makes nothing new: {}", again.text());
    assert!(desk.page("/admin/accounts").await.text().contains("eve@example.org"));
    let accept = desk.site.get(&link).await.page(200);
    let path = "/admin/invitation";
    let short = [("token", accept.field("token")), ("displayName", "Eve"), ("password", "short")];
    assert_eq!(wrong(&desk.site.post(path, &short).await.page(422)), ["password"]);
    let fields = [short[0], short[1], ("password", PASSWORD)];
    let sign_in = desk.site.post(path, &fields).await.leads_to().to_owned();
    assert_eq!(sign_in, "/admin/sign-in?done=account-made");
    let late = desk.site.post(path, &fields).await;
    assert!(late.page(410).text().contains("does not work any more"), "it works once: {}", late.text);
    let eve = Desk::of(desk.site, "eve").await;
    assert!(eve.page("/admin").await.0.iter().any(|element| element.text == "Member"));
    eve.get("/admin/accounts").await.page(403);
}

#[actix_web::test]
async fn an_account_is_changed_and_gets_another_password() {
    let desk = Desk::owner().await;
    let site = &desk.site;
    let account = site.world.account("eve", Role::Admin, None).await;
    let path = format!("/admin/accounts/{}", account.id);
    let page = desk.page(&path).await;
    let made = desk.send(&page, "/password-reset", &[]).await.page(200);
    let secret = made.all("input").find(|input| input.attributes.contains_key("readonly")).unwrap().get("value");
    let link = secret.split_once("/admin/").map(|(_, rest)| format!("/admin/{rest}")).unwrap();
    let form = site.get(&link).await.page(200);
    let fields = [("token", form.field("token")), ("password", "another long password")];
    site.post("/admin/password-reset", &fields).await.leads_to();
    assert!(site.world.try_sign_in("eve", "another long password").await.is_ok());
    assert_eq!(desk.send(&page, &path, &[("role", "member")]).await.leads_to(), format!("{path}?done=saved"));
    // The last owner stays one.
    let own = desk.page("/admin/accounts").await.link("grace").unwrap().to_owned();
    let page = desk.page(&own).await;
    let refused = desk.send(&page, &own, &[("role", "admin")]).await.page(409);
    assert!(refused.text().contains("owner"), "{}", refused.text());
}

#[actix_web::test]
async fn keys_are_made_replaced_and_revoked() {
    let desk = Desk::owner().await;
    let page = desk.page("/admin/api-keys").await;
    let nothing = desk.send(&page, "/api-keys", &[("name", "Site")]).await.page(422);
    assert!(nothing.text().contains("What it allows"), "{}", nothing.text());
    let made =
        desk.send(&page, "/api-keys", &[("name", "Site"), ("scopes/*", "read"), ("scopes/*", "bookings:write")]).await;
    let made = made.page(200);
    let secret = made.all("input").find(|input| input.attributes.contains_key("readonly")).unwrap().get("value");
    let key = desk.site.world.engine.authenticate(secret).await.unwrap();
    assert_eq!(key.tenant().slug.as_str(), "acme");
    let page = desk.page("/admin/api-keys").await;
    assert!(page.text().contains("Site") && page.text().contains("read, bookings:write"), "{}", page.text());
    let forms = page.all("form").filter(|form| form.get("action").ends_with("/revoke"));
    let last = forms.last().unwrap().get("action").to_owned();
    let new = desk.send(&page, &last.replace("/revoke", "/rotate"), &[]).await.page(200);
    assert!(new.all("input").any(|input| input.attributes.contains_key("readonly")));
    desk.send(&page, &last, &[]).await.leads_to();
    assert!(desk.site.world.engine.authenticate(secret).await.is_err());
}

#[actix_web::test]
async fn webhooks_are_made_tried_out_changed_and_deleted() {
    let desk = Desk::owner().await;
    let page = desk.page("/admin/webhooks").await;
    let refused = desk.send(&page, "/webhooks", &[("url", "http://example.org")]).await.page(422);
    assert_eq!(wrong(&refused), ["url"]);
    let hook = [("url", "https://hooks.example.org/x"), ("events/*", "booking.created")];
    let made = desk.send(&page, "/webhooks", &hook).await.page(200);
    let secret = made.all("input").find(|input| input.attributes.contains_key("readonly")).unwrap().get("value");
    assert!(secret.starts_with("whsec_"));
    let path = made.link("Done").unwrap().to_owned();
    let page = desk.page(&path).await;
    let sent = desk.send(&page, "/test", &[]).await.leads_to().to_owned();
    assert!(desk.page(&sent).await.text().contains("Webhook test: waiting"), "{}", desk.page(&sent).await.text());
    desk.send(&page, &path, &[("description", "CRM")]).await.leads_to();
    assert!(desk.page("/admin/webhooks").await.text().contains("CRM"));
    assert!(desk.send(&page, "/rotate-secret", &[]).await.page(200).text().contains("shown this once"));
    assert_eq!(desk.send(&page, "/delete", &[]).await.leads_to(), "/admin/webhooks?done=removed");
    desk.get(&path).await.page(404);
}

#[actix_web::test]
async fn a_member_sets_what_is_their_own() {
    let desk = Desk::member().await;
    let own = desk.get("/admin/profile").await.leads_to().to_owned();
    let page = desk.page(&own).await;
    assert!(page.link("Accounts").is_none());
    desk.send(&page, &own, &[("displayName", "Ada L.")]).await.leads_to();
    for path in ["/admin/settings", "/admin/accounts", "/admin/api-keys", "/admin/webhooks"] {
        desk.get(path).await.page(403);
    }
    let other = desk.site.world.host(&desk.site.world.admin, "eve").await;
    desk.get(&format!("/admin/hosts/{}", other.id)).await.page(404);
}

#[actix_web::test]
async fn other_tenants_things_are_not_there() {
    let site = Site::new().await;
    site.world.account("grace", Role::Owner, None).await;
    let (other, _) = site.world.tenant("globex").await;
    let host = site.world.host(&other, "eve").await;
    let desk = Desk::of(site, "grace").await;
    for section in ["hosts", "accounts", "webhooks", "bookings"] {
        desk.get(&format!("/admin/{section}/{}", host.id)).await.page(404);
    }
    let page = desk.page("/admin/hosts").await;
    assert!(page.link("eve").is_none(), "{}", page.text());
}

#[actix_web::test]
async fn texts_of_mails_are_tried_out_kept_and_given_up() {
    let desk = Desk::owner().await;
    let page = desk.page("/admin/mails").await;
    let path = page.link("Confirmation").unwrap().to_owned();
    let page = desk.page(&format!("{path}?locale=de")).await;
    assert!(page.text().contains("Grace Hopper") && page.text().contains("Uhr"), "{}", page.text());
    let texts = [("subject", "Bis bald, {{ invitee_name }}"), ("text", "Wir sehen uns: {{ when }}\r\n\r\nGruß")];
    let tried = desk.send(&page, "?locale=de", &[&texts[..], &[("_do", "preview")]].concat()).await.page(200);
    assert!(tried.text().contains("Bis bald, Grace Hopper"), "{}", tried.text());
    assert!(!desk.page("/admin/mails").await.0.iter().any(|badge| badge.text == "de"), "nothing is kept yet");
    let wrong = desk.send(&page, "?locale=de", &[("subject", "{{ nobody }}")]).await.page(422);
    assert!(wrong.text().contains("nobody"), "{}", wrong.text());
    let saved = desk.send(&page, "?locale=de", &texts).await.leads_to().to_owned();
    let page = desk.page(&saved).await;
    assert!(page.text().contains("Bis bald, Grace Hopper") && page.text().contains("Gruß"), "{}", page.text());
    assert!(desk.page("/admin/mails").await.0.iter().any(|badge| badge.text == "de"));
    desk.send(&page, "/delete?locale=de", &[]).await.leads_to();
    assert!(!desk.page("/admin/mails").await.0.iter().any(|badge| badge.text == "de"));
    desk.get("/admin/mails/approval_request/guest").await.page(422);
    desk.get("/admin/mails/nonsense/guest").await.page(422);
}

#[actix_web::test]
async fn whoever_goes_back_and_forth_from_one_page_is_done_as_they_say() {
    let desk = Desk::owner().await;
    let path = format!("/admin/hosts/{}", desk.site.world.host.id);
    let page = desk.page(&path).await;
    for name in ["A", "B", "A"] {
        desk.send(&page, &path, &[("displayName", name)]).await.leads_to();
        let host = desk.site.world.engine.get_host(&desk.site.world.admin, desk.site.world.host.id).await.unwrap();
        assert_eq!(host.profile.display_name.as_str(), name);
    }
}
