### Mails about bookings, in Brazilian Portuguese. How these files are used: docs/mail.md.

## Subject, heading and first sentence of every mail, by kind and reader. The variables: see en/mail.ftl.

confirmation-invitee =
    .subject = Confirmada: { $event } com { $host }, { $date }
    .heading = Sua reunião está confirmada
    .lead = Sua reunião “{ $event }” com { $host } está confirmada.

confirmation-guest =
    .subject = Convite: { $event } com { $host }, { $date }
    .heading = Você recebeu um convite para uma reunião
    .lead = { $invitee } convidou você para a reunião “{ $event }” com { $host }.

confirmation-host =
    .subject = Novo agendamento: { $event } com { $invitee }, { $date }
    .heading = Você tem um novo agendamento
    .lead = { $invitee } agendou “{ $event }” com você.

request_received-invitee =
    .subject = { $move ->
        [yes] Novo horário solicitado: { $event } com { $host }, { $date }
       *[no] Solicitação recebida: { $event } com { $host }, { $date }
    }
    .heading = { $move ->
        [yes] Recebemos a sua solicitação de um novo horário
       *[no] Recebemos a sua solicitação
    }
    .lead = { $move ->
        [yes] A mudança de horário da sua reunião “{ $event }” aguarda a aprovação de { $host }. O novo horário ainda não está confirmado, e o anterior não está mais reservado para você: avisaremos assim que houver uma decisão.
       *[no] A sua solicitação para “{ $event }” aguarda a aprovação de { $host }. A reunião ainda não está confirmada: avisaremos assim que houver uma decisão.
    }

approval_request-host =
    .subject = { $move ->
        [yes] Novo horário aguardando aprovação: { $event } com { $invitee }, { $date }
       *[no] Aguardando aprovação: { $event } com { $invitee }, { $date }
    }
    .heading = { $move ->
        [yes] Um novo horário aguarda a sua decisão
       *[no] Uma solicitação aguarda a sua decisão
    }
    .lead = { $move ->
        [yes] { $invitee } gostaria de mudar o horário da reunião “{ $event }” e abriu mão do horário anterior. Por favor, aceite ou recuse o novo horário.
       *[no] { $invitee } gostaria de agendar “{ $event }” com você. Por favor, aceite ou recuse a solicitação.
    }

address_confirmation-invitee =
    .subject = Confirme o seu endereço de e-mail: { $event } com { $host }, { $date }
    .heading = Por favor, confirme o seu endereço de e-mail
    .lead = O seu agendamento de “{ $event }” com { $host } só será válido depois que você confirmar o seu endereço de e-mail. Se você não agendou nada, ignore esta mensagem.

cancellation-invitee =
    .subject = Cancelada: { $event } com { $host }, { $date }
    .heading = Sua reunião foi cancelada
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } cancelou a sua reunião “{ $event }”.
           *[several] { $host } cancelaram a sua reunião “{ $event }”.
        }
        [invitee] Você cancelou a sua reunião “{ $event }” com { $host }.
       *[unknown] Sua reunião “{ $event }” com { $host } foi cancelada.
    }

cancellation-guest =
    .subject = Cancelada: { $event } com { $host }, { $date }
    .heading = A reunião foi cancelada
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } cancelou a reunião “{ $event }”.
           *[several] { $host } cancelaram a reunião “{ $event }”.
        }
        [invitee] { $invitee } cancelou a reunião “{ $event }” com { $host }.
       *[unknown] A reunião “{ $event }” com { $host } foi cancelada.
    }

cancellation-host =
    .subject = Cancelada: { $event } com { $invitee }, { $date }
    .heading = Sua reunião foi cancelada
    .lead = { $by ->
        [host] Sua equipe cancelou a reunião “{ $event }” com { $invitee }.
        [invitee] { $invitee } cancelou a reunião “{ $event }”.
       *[unknown] Sua reunião “{ $event }” com { $invitee } foi cancelada.
    }

decline-invitee =
    .subject = Não confirmada: { $event } com { $host }, { $date }
    .heading = Não foi possível confirmar a sua solicitação
    .lead = { $cause ->
        [expired] Infelizmente, a sua solicitação para “{ $event }” com { $host } não foi respondida a tempo. A reunião não será realizada.
       *[host] { $number ->
            [one] Infelizmente, { $host } não pôde aceitar a sua solicitação para “{ $event }”. A reunião não será realizada.
           *[several] Infelizmente, { $host } não puderam aceitar a sua solicitação para “{ $event }”. A reunião não será realizada.
        }
    }

decline-guest =
    .subject = Não acontecerá: { $event } com { $host }, { $date }
    .heading = A reunião não acontecerá
    .lead = A reunião “{ $event }” com { $host } não acontecerá.

reschedule-invitee =
    .subject = Novo horário: { $event } com { $host }, { $date }
    .heading = Sua reunião foi reagendada
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } mudou o horário da sua reunião “{ $event }”.
           *[several] { $host } mudaram o horário da sua reunião “{ $event }”.
        }
        [invitee] Você mudou o horário da sua reunião “{ $event }” com { $host }.
       *[unknown] Sua reunião “{ $event }” com { $host } tem um novo horário.
    }

reschedule-guest =
    .subject = Novo horário: { $event } com { $host }, { $date }
    .heading = A reunião foi reagendada
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } mudou o horário da reunião “{ $event }”.
           *[several] { $host } mudaram o horário da reunião “{ $event }”.
        }
        [invitee] { $invitee } mudou o horário da reunião “{ $event }” com { $host }.
       *[unknown] A reunião “{ $event }” com { $host } tem um novo horário.
    }

reschedule-host =
    .subject = Novo horário: { $event } com { $invitee }, { $date }
    .heading = Sua reunião foi reagendada
    .lead = { $by ->
        [host] Sua equipe mudou o horário da reunião “{ $event }” com { $invitee }.
        [invitee] { $invitee } mudou o horário da reunião “{ $event }”.
       *[unknown] Sua reunião “{ $event }” com { $invitee } tem um novo horário.
    }

reassignment-invitee =
    .subject = Mudança de responsável: { $event } com { $host }, { $date }
    .heading = Outra pessoa conduzirá a sua reunião
    .lead = Houve uma mudança: a sua reunião “{ $event }” agora será com { $host }.

reassignment-guest =
    .subject = Mudança de responsável: { $event } com { $host }, { $date }
    .heading = Outra pessoa conduzirá a reunião
    .lead = Houve uma mudança: a reunião “{ $event }” agora será com { $host }.

reassignment-host =
    .subject = Reunião atribuída a você: { $event } com { $invitee }, { $date }
    .heading = Uma reunião foi atribuída a você
    .lead = A reunião “{ $event }” com { $invitee } foi atribuída a você.

handed_over-host =
    .subject = Reunião repassada: { $event } com { $invitee }, { $date }
    .heading = Sua reunião foi repassada
    .lead = { $move ->
        [yes] A reunião “{ $event }” com { $invitee } mudou de horário, e outra pessoa vai conduzi-la. Você não precisa mais reservar o horário anterior.
       *[no] Outra pessoa conduzirá a reunião “{ $event }” com { $invitee }. Você não precisa mais reservar esse horário.
    }

reminder-invitee =
    .subject = Lembrete: { $event } com { $host }, { $date }
    .heading = Sua reunião está próxima
    .lead = Sua reunião “{ $event }” com { $host } começa { $in }.

reminder-host =
    .subject = Lembrete: { $event } com { $invitee }, { $date }
    .heading = Sua reunião está próxima
    .lead = Sua reunião “{ $event }” com { $invitee } começa { $in }.

## How the reader is addressed.

greeting = Olá, { $name },
greeting-unnamed = Olá,

## Times.

moment = { $date }, { $time }
when-one-date = { $date }, { $start } – { $end }
when-two-dates = { $date }, { $start } – { $end-date }, { $end }
in-zone = { $when }, { $zone }
zone-named = { $zone } ({ $offset })
zone-changing = { $zone } ({ $offset }, no final { $end-offset })
in-days = { $count ->
    [one] em { $count } dia
   *[other] em { $count } dias
}
in-hours = { $count ->
    [one] em { $count } hora
   *[other] em { $count } horas
}
in-minutes = { $count ->
    [one] em { $count } minuto
   *[other] em { $count } minutos
}

## What the facts are called.

labelled = { $label }:
label-event = Reunião
label-when = Quando
label-new-time = Novo horário
label-old-time = Horário anterior
label-with = Com
label-hosts = Anfitriões
label-booked-by = Agendada por
label-where = Onde
label-email = E-mail
label-phone = Telefone
label-guests = Convidados
label-participants = Participantes
label-series = { $count ->
    [one] { $count } reunião da série ({ $zone })
   *[other] As { $count } reuniões da série ({ $zone })
}
label-notes = Observações
label-reason = Motivo
label-decide-by = Decida até
label-answer-by = Resposta até
label-confirm-by = Confirme até
location-phone = Ligação telefônica
location-in-person = Presencial
and-others = { $count ->
    [one] { $name } e mais { $count } pessoa
   *[other] { $name } e mais { $count } pessoas
}
and-more = { $count ->
    [one] e mais { $count } pessoa
   *[other] e mais { $count } pessoas
}
answer-yes = Sim
answer-no = Não

## What the reader can do.

action-manage = Ver agendamento
action-reschedule = Reagendar
action-cancel = Cancelar
action-approve = Aceitar
action-decline = Recusar
action-confirm-address = Confirmar endereço de e-mail
action-unsubscribe = Não receber mais lembretes desta reunião
