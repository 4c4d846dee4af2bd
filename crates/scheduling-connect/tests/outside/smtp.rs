//! Mails over SMTP, to a server of somebody else.

use std::{fs, time::Duration};

use scheduling_connect::{Connectors, Mail, Mailer, Timeouts, Trust};
use scheduling_core::{MailTemplate, Mailbox};
use scheduling_engine::{Deliver as _, Route, Then, Undelivered};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

use crate::{
    mails::{connectors, send, written},
    people::{notification, parcel, sender},
    python::SmtpServer,
    tls::{Certificates, certificates},
};

fn mailer(url: &str, trust: Trust) -> Mailer {
    Mailer::new(url.parse().unwrap(), sender(), trust).unwrap()
}

/// Without TLS, which is for this machine only.
fn plain(server: &SmtpServer) -> Connectors {
    let url = format!("smtp://{}?tls=none&connections=2", server.address);
    connectors(Mail::Smtp(mailer(&url, Trust::mozilla())))
}

/// A server that is given up at once.
fn hasty(server: &SmtpServer) -> Connectors {
    let mut timeouts = Timeouts::default();
    (timeouts.command, timeouts.whole, timeouts.sending) =
        (Duration::from_millis(300), Duration::from_secs(1), Duration::from_secs(1));
    let url = format!("smtp://{}?tls=none", server.address);
    connectors(Mail::Smtp(mailer(&url, Trust::mozilla()).with_timeouts(timeouts)))
}

async fn failure(by: &Connectors) -> Undelivered {
    send(by, notification()).await.unwrap_err()
}

#[tokio::test]
async fn a_mail_arrives_as_it_was_written_at_its_reader_alone() {
    let mut server = SmtpServer::start(&[]);
    let delivered = send(&plain(&server), notification()).await.unwrap();
    assert_eq!(delivered.remark, None);
    let response = delivered.response.unwrap();
    assert_eq!((response.code, response.text.as_str()), (250, "2.0.0 queued as 42"));
    let received = server.received();
    let mail = &received.mails()[0];
    assert_eq!((&mail["from"], &mail["to"]), (&json!("book@scheduling.test"), &json!(["grace@invitees.example"])));
    assert_eq!((&mail["host"], &mail["options"]), (&json!("scheduling.test"), &json!([])));
    assert_eq!(received.bytes()[0], written(notification()).await.unwrap());
}

#[tokio::test]
async fn a_mail_whose_template_failed_arrives_with_a_remark() {
    let mut server = SmtpServer::start(&[]);
    let mut about = notification();
    about.template = Some(MailTemplate { text: Some("{{ nme }}".to_owned()), ..MailTemplate::default() });
    let delivered = send(&plain(&server), about).await.unwrap();
    assert!(delivered.remark.is_some_and(|remark| remark.ends_with("text, line 1: there is no variable `nme`")));
    assert_eq!(server.received().mails().len(), 1);
}

#[tokio::test]
async fn connections_are_used_again_and_a_dead_one_costs_no_try() {
    let mut server = SmtpServer::start(&[]);
    let by = plain(&server);
    for _ in 0..3 {
        send(&by, notification()).await.unwrap();
    }
    assert_eq!(server.received().connections(), 1);
    // One that was opened and not used is the next one's.
    drop(by.open(Route::Mail).await.unwrap());
    send(&by, notification()).await.unwrap();
    assert_eq!(server.received().connections(), 1);
    server.drop_connections();
    send(&by, notification()).await.unwrap();
    let received = server.received();
    assert_eq!((received.connections(), received.mails().len()), (2, 5));
}

#[tokio::test]
async fn an_idle_connection_that_says_nothing_is_replaced() {
    let mut server = SmtpServer::start(&[]);
    let mut timeouts = Timeouts::default();
    timeouts.command = Duration::from_millis(300);
    let url = format!("smtp://{}?tls=none", server.address);
    let by = connectors(Mail::Smtp(mailer(&url, Trust::mozilla()).with_timeouts(timeouts)));
    send(&by, notification()).await.unwrap();
    server.behave("NOOP", "hang");
    send(&by, notification()).await.unwrap();
    let received = server.received();
    assert_eq!((received.connections(), received.mails().len()), (2, 2));
}

#[tokio::test]
async fn a_connection_carries_a_hundred_mails() {
    let mut server = SmtpServer::start(&[]);
    let by = plain(&server);
    for _ in 0..101 {
        send(&by, notification()).await.unwrap();
    }
    let received = server.received();
    assert_eq!((received.connections(), received.mails().len()), (2, 101));
}

#[tokio::test]
async fn mails_wait_for_a_connection_and_no_more_are_opened_than_may_be() {
    let mut server = SmtpServer::start(&[]);
    let by = plain(&server);
    let mails = (0..12).map(|_| send(&by, notification()));
    for sent in futures_util::future::join_all(mails).await {
        sent.unwrap();
    }
    let received = server.received();
    assert_eq!(received.mails().len(), 12);
    assert!(received.connections() <= 2, "{}", received.connections());
    // Two are in use: the third waits, and gets the one that is given back.
    let (first, _second) = (by.open(Route::Mail).await.unwrap(), by.open(Route::Mail).await.unwrap());
    let (third, sent) = tokio::join!(by.open(Route::Mail), first.send(parcel(notification())));
    assert!(third.is_ok() && sent.is_ok());
    assert!(server.received().connections() <= 2);
}

#[tokio::test]
async fn what_a_server_refuses_for_good_is_given_up_and_nothing_else() {
    let mut server = SmtpServer::start(&[]);
    let by = plain(&server);
    for (stage, answer, then, error) in [
        ("RCPT", "550 5.1.1 no such user", Then::GiveUp, "refused the recipient: 550 5.1.1 no such user"),
        ("DATA", "554 5.7.1 no", Then::GiveUp, "refused the mail: 554 5.7.1 no"),
        ("MESSAGE", "552 5.3.4 too big", Then::GiveUp, "refused the mail: 552 5.3.4 too big"),
        ("MAIL", "550 5.7.1 not yours", Then::Retry(None), "refused the sender: 550 5.7.1 not yours"),
        ("MAIL", "451 4.3.0 later", Then::Retry(None), "refused the sender: 451 4.3.0 later"),
        ("RCPT", "450 4.2.1 busy", Then::Retry(None), "refused the recipient: 450 4.2.1 busy"),
        ("RCPT", "530 5.7.0 authenticate", Then::Retry(None), "refused the recipient: 530 5.7.0 authenticate"),
        ("DATA", "452 4.3.1 full", Then::Retry(None), "refused the mail: 452 4.3.1 full"),
        ("MESSAGE", "451 4.7.1 greylisted", Then::Retry(None), "refused the mail: 451 4.7.1 greylisted"),
        ("MESSAGE", "421 4.3.2 shutting down", Then::Retry(None), "refused the mail: 421 4.3.2 shutting down"),
    ] {
        server.behave(stage, answer);
        let failed = failure(&by).await;
        assert_eq!((failed.then, failed.error), (then, format!("the mail server {error}")), "{stage} {answer}");
        let (code, text) = answer.split_once(' ').unwrap();
        let response = failed.response.unwrap();
        assert_eq!((response.code.to_string().as_str(), response.text.as_str()), (code, text));
    }
    // One connection was enough for all of them; nothing of the one mail is left in the next.
    server.behave("MESSAGE", "accept");
    assert_eq!(server.received().connections(), 1);
    send(&by, notification()).await.unwrap();
    let received = server.received();
    let mails = received.mails();
    assert_eq!(mails[mails.len() - 1]["to"], json!(["grace@invitees.example"]));
    assert_eq!(received.connections(), 2, "421 ends a connection");
}

#[tokio::test]
async fn a_greeting_that_refuses_is_about_the_configuration() {
    let mut server = SmtpServer::start(&[]);
    for answer in ["554 5.7.1 your address is listed", "421 4.3.2 too many"] {
        server.behave("GREETING", answer);
        let failed = failure(&plain(&server)).await;
        let error = format!("the mail server refused the connection: {answer}");
        assert_eq!((failed.then, failed.error), (Then::Retry(None), error));
    }
}

#[tokio::test]
async fn an_unanswered_mail_is_sent_again_under_the_same_id() {
    let mut server = SmtpServer::start(&[]);
    let by = hasty(&server);
    for action in ["hang", "close"] {
        server.behave("MESSAGE", action);
        let failed = failure(&by).await;
        assert_eq!(failed.then, Then::Retry(None), "{action}");
        assert!(failed.error.ends_with("it may arrive twice, with the same Message-ID"), "{}", failed.error);
    }
    server.behave("MESSAGE", "accept");
    send(&by, notification()).await.unwrap();
    let bytes = server.received().bytes();
    assert_eq!(bytes.len(), 3);
    assert!(bytes.iter().all(|mail| *mail == bytes[0]));
}

#[tokio::test]
async fn a_server_that_hangs_or_goes_away_is_tried_again() {
    let mut server = SmtpServer::start(&[]);
    let by = hasty(&server);
    for (stage, action, error) in [
        ("GREETING", "hang", "the mail server did not answer in time"),
        ("GREETING", "close", "the mail server went away"),
        ("MAIL", "hang", "the mail server did not answer in time"),
        ("RCPT", "close", "the mail server went away"),
        ("DATA", "hang", "the mail server did not answer in time"),
    ] {
        server.behave(stage, action);
        let failed = failure(&by).await;
        assert_eq!((failed.then, failed.error.as_str()), (Then::Retry(None), error), "{stage} {action}");
    }
    server.behave("MAIL", "accept");
    send(&by, notification()).await.unwrap();
    let address = server.address;
    drop(server);
    let url = format!("smtp://{address}?tls=none");
    let failed = failure(&connectors(Mail::Smtp(mailer(&url, Trust::mozilla())))).await;
    assert_eq!((failed.then, failed.error.as_str()), (Then::Retry(None), "the mail server cannot be reached"));
}

/// A server with TLS and a user, whose certificate one authority vouches for.
fn encrypted(certificates: &Certificates, options: &[&str]) -> SmtpServer {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.into_os_string().into_string().unwrap()
    };
    let (certificate, key) = (path("certificate", &certificates.certificate), path("key", &certificates.key));
    // It has read them once it answers.
    let user = ["--user", "us@er", "--password", "p:ss wörd"];
    SmtpServer::start(&[&["--certificate", &certificate, "--key", &key][..], &user, options].concat())
}

const USER: &str = "us%40er:p%3Ass%20w%C3%B6rd";

#[tokio::test]
async fn a_user_is_told_over_tls() {
    let certificates = certificates();
    for (scheme, options) in [("smtp", &[][..]), ("smtps", &["--implicit"])] {
        let mut server = encrypted(&certificates, options);
        let url = format!("{scheme}://{USER}@localhost:{}", server.address.port());
        let by = connectors(Mail::Smtp(mailer(&url, certificates.trust())));
        for _ in 0..2 {
            send(&by, notification()).await.unwrap();
        }
        let received = server.received();
        assert_eq!(received.connections(), 1);
        for mail in received.mails() {
            assert_eq!((&mail["tls"], &mail["user"]), (&json!(true), &json!("us@er")), "{scheme}");
        }
    }
}

#[tokio::test]
async fn a_wrong_password_is_the_operators_to_mend_and_is_told_nobody() {
    let certificates = certificates();
    let mut server = encrypted(&certificates, &[]);
    let url = format!("smtp://us%40er:hush-hush@localhost:{}", server.address.port());
    let by = connectors(Mail::Smtp(mailer(&url, certificates.trust())));
    let failed = failure(&by).await;
    assert_eq!(failed.then, Then::Retry(None));
    assert!(failed.error.starts_with("the mail server refused the user or the password: 535"), "{}", failed.error);
    assert!(!format!("{failed:?} {by:?}").contains("hush"), "{failed:?}");
    server.behave("AUTH", "454 4.7.0 later");
    let failed = failure(&by).await;
    assert_eq!(failed.error, "the mail server refused the user or the password: 454 4.7.0 later");
    // Without a user it does not let us in either.
    let url = format!("smtp://localhost:{}", server.address.port());
    let failed = failure(&connectors(Mail::Smtp(mailer(&url, certificates.trust())))).await;
    assert_eq!(failed.then, Then::Retry(None), "{failed:?}");
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_gets_no_word() {
    let certificates = certificates();
    for (scheme, options) in [("smtp", &[][..]), ("smtps", &["--implicit"])] {
        let mut server = encrypted(&certificates, options);
        let url = format!("{scheme}://{USER}@localhost:{}", server.address.port());
        let failed = failure(&connectors(Mail::Smtp(mailer(&url, Trust::mozilla())))).await;
        assert_eq!(failed.then, Then::Retry(None));
        assert_eq!(failed.error, "TLS with the mail server failed: nobody who is known vouches for the certificate");
        let received = server.received();
        assert!(!received.commands().contains(&"AUTH"), "{:?}", received.commands());
    }
    // Nor one for another name.
    let server = encrypted(&certificates, &[]);
    let url = format!("smtp://{USER}@{}", server.address);
    let failed = failure(&connectors(Mail::Smtp(mailer(&url, certificates.trust())))).await;
    assert_eq!(failed.error, "TLS with the mail server failed: the certificate is not for this host");
}

#[tokio::test]
async fn nothing_is_sent_in_the_clear_to_a_server_without_starttls() {
    let mut server = SmtpServer::start(&[]);
    let url = format!("smtp://localhost:{}", server.address.port());
    let failed = failure(&connectors(Mail::Smtp(mailer(&url, Trust::mozilla())))).await;
    assert_eq!(failed.error, "the mail server cannot be used: it does not offer STARTTLS");
    assert_eq!(failed.then, Then::Retry(None));
    assert_eq!(server.received().commands(), ["GREETING"]);
}

/// Somebody between us and the server cannot put answers before those that come encrypted.
#[tokio::test]
async fn what_comes_in_the_clear_after_starttls_ends_the_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://localhost:{}", listener.local_addr().unwrap().port());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut heard = [0; 512];
        stream.write_all(b"220 hello\r\n").await.unwrap();
        assert!(stream.read(&mut heard).await.unwrap() > 0);
        stream.write_all(b"250-hello\r\n250 STARTTLS\r\n").await.unwrap();
        assert!(stream.read(&mut heard).await.unwrap() > 0);
        stream.write_all(b"220 go\r\n250-injected\r\n250 AUTH PLAIN\r\n").await.unwrap();
        // Nothing more is said to it.
        stream.read(&mut heard).await.unwrap()
    });
    let failed = failure(&connectors(Mail::Smtp(mailer(&url, Trust::mozilla())))).await;
    assert_eq!(failed.error, "the mail server cannot be used: it does not keep to the protocol");
    assert_eq!(server.await.unwrap(), 0);
}

#[tokio::test]
async fn an_address_beyond_ascii_needs_a_server_that_takes_it() {
    let mut about = notification();
    about.to = Mailbox { name: Some("Jürgen".parse().unwrap()), email: "jürgen@bücher.example".parse().unwrap() };
    let mut server = SmtpServer::start(&["--smtputf8"]);
    send(&plain(&server), about.clone()).await.unwrap();
    let received = server.received();
    let mail = &received.mails()[0];
    assert_eq!(mail["to"], json!(["jürgen@xn--bcher-kva.example"]));
    assert_eq!(mail["options"], json!(["SMTPUTF8", "BODY=8BITMIME"]));

    let mut server = SmtpServer::start(&[]);
    let by = plain(&server);
    let failed = send(&by, about.clone()).await.unwrap_err();
    assert_eq!(failed.then, Then::GiveUp);
    assert_eq!(failed.error, "the mail server takes no addresses beyond ASCII (SMTPUTF8)");
    // The domain alone needs nothing, and neither does the other side's address: it is left out.
    about.to.email = "juergen@bücher.example".parse().unwrap();
    about.booking.snapshot.host_email = "ädä@hosts.example".parse().unwrap();
    send(&by, about).await.unwrap();
    let received = server.received();
    assert_eq!(received.mails()[0]["to"], json!(["juergen@xn--bcher-kva.example"]));
    assert!(received.bytes()[0].is_ascii());
    assert_eq!(received.connections(), 1);
}
