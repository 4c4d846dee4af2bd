//! What a mail is when an independent parser reads it.

use std::{fs, os::unix::fs::PermissionsExt as _};

use scheduling_connect::{AllowedNetworks, Connectors, FileSink, Mail, Trust, Webhooks};
use scheduling_core::{Audience, Booking, Locale, MailTemplate, Mailbox, Notification, NotificationKind};
use scheduling_engine::{Deliver as _, Delivered, Route, Then, Undelivered};
use serde_json::{Value, json};

use crate::{
    people::{notification, parcel, sender},
    python::read_mails,
};

pub(crate) fn connectors(mail: Mail) -> Connectors {
    let webhooks = Webhooks::new(AllowedNetworks::default(), Trust::mozilla()).unwrap();
    Connectors { mail, webhooks }
}

pub(crate) async fn send(by: &Connectors, notification: Notification) -> Result<Delivered, Undelivered> {
    by.open(Route::Mail).await?.send(parcel(notification)).await
}

/// The mail as it is written into a folder, which has the same bytes as what goes to a server.
pub(crate) async fn written(notification: Notification) -> Result<Vec<u8>, Undelivered> {
    let folder = tempfile::tempdir().unwrap();
    send(&connectors(Mail::Folder(FileSink::new(folder.path(), sender()))), notification).await?;
    let entry = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap();
    Ok(fs::read(entry.path()).unwrap())
}

pub(crate) async fn read(notification: Notification) -> Value {
    read_mails(&[written(notification).await.unwrap()]).remove(0)
}

const ID: &str = "01950000-0000-7000-8000-000000000001";

#[tokio::test]
async fn an_invitation_has_everything_that_programs_act_upon() {
    let mail = read(notification()).await;
    assert_eq!(mail["defects"], json!([]));
    assert_eq!(mail["from"], json!([["Acme", "book@scheduling.test"]]));
    assert_eq!(mail["to"], json!([["Grace Hopper", "grace@invitees.example"]]));
    assert_eq!(mail["reply_to"], json!([["Ada King", "ada@hosts.example"]]));
    let fields = &mail["fields"];
    assert!(fields["subject"].as_str().unwrap().contains("Intro"));
    assert_eq!(fields["date"], "Mon, 02 Mar 2026 12:00:00 +0000");
    assert_eq!(fields["message-id"], format!("<{ID}@scheduling.test>"));
    assert_eq!((&fields["auto-submitted"], &fields["content-language"]), (&json!("auto-generated"), &json!("en")));
    assert_eq!(fields["references"], fields["in-reply-to"]);
    let thread = fields["references"].as_str().unwrap();
    assert!(thread.len() == 57 && thread.ends_with(".thread@scheduling.test>"), "{thread}");
    assert_eq!(fields.get("list-unsubscribe"), None);

    let body = &mail["body"];
    assert_eq!(
        (&body["type"], &body["parts"][0]["type"]),
        (&json!("multipart/mixed"), &json!("multipart/alternative"))
    );
    let alternatives = body["parts"][0]["parts"].as_array().unwrap();
    let kinds: Vec<&Value> = alternatives.iter().map(|part| &part["type"]).collect();
    assert_eq!(kinds, ["text/plain", "text/html", "text/calendar"]);
    let (calendar, attached) = (&alternatives[2], &body["parts"][1]);
    assert_eq!(calendar["parameters"], json!({"charset": "utf-8", "method": "REQUEST"}));
    assert_eq!((&attached["type"], &attached["disposition"]), (&json!("application/ics"), &json!("attachment")));
    assert_eq!(attached["filename"], "invite.ics");
    // The same message twice, to the byte.
    assert_eq!(calendar["text"], attached["text"]);
    let ics = calendar["text"].as_str().unwrap();
    assert!(ics.starts_with("BEGIN:VCALENDAR\r\n") && ics.contains("\r\nMETHOD:REQUEST\r\n"), "{ics}");
}

#[tokio::test]
async fn the_others_of_a_series_are_a_file_of_their_own() {
    let mut about = notification();
    let second = Booking { ical_uid: "8a@scheduling.test".parse().unwrap(), sequence: 3, ..about.booking.clone() };
    about.series = vec![second];
    let mail = read(about).await;
    assert_eq!(mail["defects"], json!([]));
    let parts = mail["body"]["parts"].as_array().unwrap();
    let names: Vec<&Value> = parts.iter().filter_map(|part| part.get("filename")).collect();
    assert_eq!(names, ["invite.ics", "meetings.ics"]);
    // A program that acts upon mails finds one message to act upon.
    assert_eq!((&parts[2]["type"], &parts[2]["disposition"]), (&json!("application/ics"), &json!("attachment")));
    let others = parts[2]["text"].as_str().unwrap();
    assert!(others.contains("\r\nMETHOD:PUBLISH\r\n") && others.contains("\r\nUID:8a@scheduling.test\r\n"), "{others}");
    assert!(others.contains("\r\nSEQUENCE:3\r\n") && !others.contains("7f3a@"), "{others}");
}

#[tokio::test]
async fn each_side_answers_to_the_other() {
    let mut about = notification();
    about.audience = Audience::Host;
    about.to = Mailbox { name: Some("Ada King".parse().unwrap()), email: "ada@hosts.example".parse().unwrap() };
    let mail = read(about.clone()).await;
    assert_eq!(mail["reply_to"], json!([["Grace Hopper", "grace@invitees.example"]]));
    about.audience = Audience::Guest;
    about.to = Mailbox { name: None, email: "eve@guests.example".parse().unwrap() };
    let mail = read(about).await;
    assert_eq!(mail["to"], json!([["", "eve@guests.example"]]));
    assert_eq!(mail["reply_to"], json!([["Ada King", "ada@hosts.example"]]));
}

#[tokio::test]
async fn a_tenant_writes_under_the_name_of_its_brand() {
    let mut about = notification();
    about.letterhead.branding.display_name = Some("Bücher & Söhne".parse().unwrap());
    assert_eq!(read(about).await["from"], json!([["Bücher & Söhne", "book@scheduling.test"]]));
}

#[tokio::test]
async fn a_reminder_can_be_stopped_with_one_click() {
    let mut about = notification();
    about.kind = NotificationKind::Reminder;
    about.locale = Locale::PtBr;
    about.links.unsubscribe = Some("https://book.example.org/r/abc?x=1".to_owned());
    let mail = read(about.clone()).await;
    let fields = &mail["fields"];
    assert_eq!(fields["list-unsubscribe"], "<https://book.example.org/r/abc?x=1>");
    assert_eq!(fields["list-unsubscribe-post"], "List-Unsubscribe=One-Click");
    assert_eq!(fields["content-language"], "pt-BR");
    // A reminder of ours has no calendar message: two alternatives are all there is.
    assert_eq!(mail["body"]["type"], "multipart/alternative");
    about.links.unsubscribe = Some("http://localhost:8080/r/abc".to_owned());
    let fields = &read(about.clone()).await["fields"];
    assert_eq!(fields["list-unsubscribe"], "<http://localhost:8080/r/abc>");
    assert_eq!(fields.get("list-unsubscribe-post"), None);
    about.kind = NotificationKind::Confirmation;
    assert_eq!(read(about).await["fields"].get("list-unsubscribe"), None);
}

#[tokio::test]
async fn mails_about_one_meeting_are_one_thread_and_others_are_not() {
    let mut about = notification();
    let first = read(about.clone()).await["fields"]["references"].clone();
    about.kind = NotificationKind::Cancellation;
    about.audience = Audience::Host;
    assert_eq!(read(about.clone()).await["fields"]["references"], first);
    about.booking.ical_uid = "another".parse().unwrap();
    assert_ne!(read(about).await["fields"]["references"], first);
}

#[tokio::test]
async fn the_same_delivery_makes_the_same_bytes() {
    assert_eq!(written(notification()).await, written(notification()).await);
}

#[tokio::test]
async fn a_file_is_whole_private_and_named_by_time_and_delivery() {
    let folder = tempfile::tempdir().unwrap();
    let mails = folder.path().join("some/mails");
    let by = connectors(Mail::Folder(FileSink::new(&mails, sender())));
    assert_eq!(send(&by, notification()).await, Ok(Delivered::default()));
    // Sent again, it is the same file.
    send(&by, notification()).await.unwrap();
    let names: Vec<_> = fs::read_dir(&mails).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [format!("20260302T120000Z-{ID}.eml").as_str()]);
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(mails.clone()), mode(mails.join(&names[0]))), (0o700, 0o600));
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let failed = send(&connectors(Mail::Folder(FileSink::new(file.join("x"), sender()))), notification()).await;
    let failed = failed.unwrap_err();
    assert_eq!((failed.then, failed.error.as_str()), (Then::Retry(None), "the mail cannot be written into its folder"));
}

#[tokio::test]
async fn without_a_mail_server_nothing_is_kept_for_later() {
    let failed = send(&connectors(Mail::Unconfigured), notification()).await.unwrap_err();
    assert_eq!(failed.then, Then::GiveUp);
    assert_eq!(failed.error, "no mail server is configured: set SCHEDULING_SMTP_URL");
}

#[tokio::test]
async fn a_template_that_fails_is_told_to_whoever_wrote_the_mail() {
    let folder = tempfile::tempdir().unwrap();
    let by = connectors(Mail::Folder(FileSink::new(folder.path(), sender())));
    let mut about = notification();
    let html = Some("\n{{ nme }}".to_owned());
    about.template = Some(MailTemplate { subject: Some("See you".to_owned()), text: None, html });
    let delivered = send(&by, about.clone()).await.unwrap();
    let said =
        "the template failed, and the product's text was sent in its place: html, line 2: there is no variable `nme`";
    assert_eq!(delivered.remark.as_deref(), Some(said));
    let mail = read(about).await;
    assert_eq!(mail["fields"]["subject"], "See you");
    assert!(mail["body"].to_string().contains("Grace Hopper"));
}
