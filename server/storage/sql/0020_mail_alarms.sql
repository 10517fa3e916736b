-- What a notification says that is about a mailbox and no conversation (JSON wire.mail_alarms.MailAlarm, empty for the others).
alter table notification add column alarm text not null default '';
