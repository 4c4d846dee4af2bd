### Mails about bookings, in English. How these files are used: docs/mail.md.

## Subject, heading and first sentence of every mail, by kind and reader.
## $event, $invitee: names. $host: the names of all hosts; $number: one or several. $date: when, short. $by: who called it off or
## moved it: host, invitee or unknown. $move: yes or no, whether the request is about another time. $cause: host or expired.
## $in: one of the lengths of time below.

confirmation-invitee =
    .subject = Confirmed: { $event } with { $host }, { $date }
    .heading = Your meeting is confirmed
    .lead = Your meeting “{ $event }” with { $host } is confirmed.

confirmation-guest =
    .subject = Invitation: { $event } with { $host }, { $date }
    .heading = You are invited to a meeting
    .lead = { $invitee } has invited you to “{ $event }” with { $host }.

confirmation-host =
    .subject = New booking: { $event } with { $invitee }, { $date }
    .heading = You have a new booking
    .lead = { $invitee } has booked “{ $event }” with you.

request_received-invitee =
    .subject = { $move ->
        [yes] New time requested: { $event } with { $host }, { $date }
       *[no] Request received: { $event } with { $host }, { $date }
    }
    .heading = { $move ->
        [yes] We have received your request for a new time
       *[no] We have received your request
    }
    .lead = { $move ->
        [yes] Your request to move the meeting “{ $event }” is waiting for approval by { $host }. The new time is not confirmed yet, and the old time is no longer reserved for you: we will let you know as soon as there is a decision.
       *[no] Your request for “{ $event }” is waiting for approval by { $host }. The meeting is not confirmed yet: we will let you know as soon as there is a decision.
    }

approval_request-host =
    .subject = { $move ->
        [yes] Approval of a new time needed: { $event } with { $invitee }, { $date }
       *[no] Approval needed: { $event } with { $invitee }, { $date }
    }
    .heading = { $move ->
        [yes] A new time is waiting for your approval
       *[no] A request is waiting for your approval
    }
    .lead = { $move ->
        [yes] { $invitee } would like to move the meeting “{ $event }” to another time, and has given up the old one. Please approve or decline the new time.
       *[no] { $invitee } would like to book “{ $event }” with you. Please approve or decline the request.
    }

address_confirmation-invitee =
    .subject = Please confirm your e-mail address: { $event } with { $host }, { $date }
    .heading = Please confirm your e-mail address
    .lead = Your booking of “{ $event }” with { $host } becomes valid once you have confirmed your e-mail address. If you have not booked anything, please ignore this message.

cancellation-invitee =
    .subject = Cancelled: { $event } with { $host }, { $date }
    .heading = Your meeting has been cancelled
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } has cancelled your meeting “{ $event }”.
           *[several] { $host } have cancelled your meeting “{ $event }”.
        }
        [invitee] You have cancelled your meeting “{ $event }” with { $host }.
       *[unknown] Your meeting “{ $event }” with { $host } has been cancelled.
    }

cancellation-guest =
    .subject = Cancelled: { $event } with { $host }, { $date }
    .heading = The meeting has been cancelled
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } has cancelled the meeting “{ $event }”.
           *[several] { $host } have cancelled the meeting “{ $event }”.
        }
        [invitee] { $invitee } has cancelled the meeting “{ $event }” with { $host }.
       *[unknown] The meeting “{ $event }” with { $host } has been cancelled.
    }

cancellation-host =
    .subject = Cancelled: { $event } with { $invitee }, { $date }
    .heading = Your meeting has been cancelled
    .lead = { $by ->
        [host] Your meeting “{ $event }” with { $invitee } has been cancelled on your side.
        [invitee] { $invitee } has cancelled the meeting “{ $event }”.
       *[unknown] Your meeting “{ $event }” with { $invitee } has been cancelled.
    }

decline-invitee =
    .subject = Not confirmed: { $event } with { $host }, { $date }
    .heading = Your request could not be confirmed
    .lead = { $cause ->
        [expired] Unfortunately, your request for “{ $event }” with { $host } was not answered in time. The meeting will not take place.
       *[host] { $number ->
            [one] Unfortunately, { $host } is unable to accept your request for “{ $event }”. The meeting will not take place.
           *[several] Unfortunately, { $host } are unable to accept your request for “{ $event }”. The meeting will not take place.
        }
    }

decline-guest =
    .subject = Not taking place: { $event } with { $host }, { $date }
    .heading = The meeting will not take place
    .lead = The meeting “{ $event }” with { $host } will not take place.

reschedule-invitee =
    .subject = New time: { $event } with { $host }, { $date }
    .heading = Your meeting has been rescheduled
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } has moved your meeting “{ $event }” to a new time.
           *[several] { $host } have moved your meeting “{ $event }” to a new time.
        }
        [invitee] You have moved your meeting “{ $event }” with { $host } to a new time.
       *[unknown] Your meeting “{ $event }” with { $host } has a new time.
    }

reschedule-guest =
    .subject = New time: { $event } with { $host }, { $date }
    .heading = The meeting has been rescheduled
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } has moved the meeting “{ $event }” to a new time.
           *[several] { $host } have moved the meeting “{ $event }” to a new time.
        }
        [invitee] { $invitee } has moved the meeting “{ $event }” with { $host } to a new time.
       *[unknown] The meeting “{ $event }” with { $host } has a new time.
    }

reschedule-host =
    .subject = New time: { $event } with { $invitee }, { $date }
    .heading = Your meeting has been rescheduled
    .lead = { $by ->
        [host] Your meeting “{ $event }” with { $invitee } has been moved to a new time on your side.
        [invitee] { $invitee } has moved the meeting “{ $event }” to a new time.
       *[unknown] Your meeting “{ $event }” with { $invitee } has a new time.
    }

reassignment-invitee =
    .subject = Change of host: { $event } with { $host }, { $date }
    .heading = Somebody else will host your meeting
    .lead = There has been a change: you will now meet { $host } for “{ $event }”.

reassignment-guest =
    .subject = Change of host: { $event } with { $host }, { $date }
    .heading = Somebody else will host the meeting
    .lead = There has been a change: { $host } will now host the meeting “{ $event }”.

reassignment-host =
    .subject = Assigned to you: { $event } with { $invitee }, { $date }
    .heading = A meeting has been assigned to you
    .lead = The meeting “{ $event }” with { $invitee } has been assigned to you.

handed_over-host =
    .subject = Handed over: { $event } with { $invitee }, { $date }
    .heading = Your meeting has been handed over
    .lead = { $move ->
        [yes] The meeting “{ $event }” with { $invitee } has been moved, and somebody else will host it at its new time. You no longer need to keep the old time free.
       *[no] Somebody else will host the meeting “{ $event }” with { $invitee }. You no longer need to keep this time free.
    }

reminder-invitee =
    .subject = Reminder: { $event } with { $host }, { $date }
    .heading = Your meeting is coming up
    .lead = Your meeting “{ $event }” with { $host } begins { $in }.

reminder-host =
    .subject = Reminder: { $event } with { $invitee }, { $date }
    .heading = Your meeting is coming up
    .lead = Your meeting “{ $event }” with { $invitee } begins { $in }.

## How the reader is addressed.

greeting = Hello { $name },
greeting-unnamed = Hello,

## Times. $date, $start, $end and $offset come in the language's own form. $zone: an IANA name. $offset: such as UTC+1.

moment = { $date }, { $time }
when-one-date = { $date }, { $start } – { $end }
when-two-dates = { $date }, { $start } – { $end-date }, { $end }
in-zone = { $when }, { $zone }
zone-named = { $zone } ({ $offset })
# The clocks are changed during the meeting.
zone-changing = { $zone } ({ $offset }, at the end { $end-offset })
in-days = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
in-hours = { $count ->
    [one] in { $count } hour
   *[other] in { $count } hours
}
in-minutes = { $count ->
    [one] in { $count } minute
   *[other] in { $count } minutes
}

## What the facts are called.

labelled = { $label }:
label-event = Meeting
label-when = When
label-new-time = New time
label-old-time = Old time
label-with = With
label-hosts = Hosts
label-booked-by = Booked by
label-where = Where
label-email = E-mail
label-phone = Phone
label-guests = Guests
label-participants = Participants
# $zone: the zone of the dates that follow.
label-series = { $count ->
    [one] { $count } meeting of the series ({ $zone })
   *[other] All { $count } meetings of the series ({ $zone })
}
label-notes = Notes
label-reason = Reason
label-decide-by = Please decide by
label-answer-by = Decision by
label-confirm-by = Please confirm by
location-phone = Phone call
location-in-person = In person
# Somebody, and how many others come.
and-others = { $count ->
    [one] { $name } and { $count } other
   *[other] { $name } and { $count } others
}
# Below a list of names.
and-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
answer-yes = Yes
answer-no = No

## What the reader can do.

action-manage = View booking
action-reschedule = Reschedule
action-cancel = Cancel
action-approve = Approve
action-decline = Decline
action-confirm-address = Confirm e-mail address
action-unsubscribe = Stop reminders for this meeting
