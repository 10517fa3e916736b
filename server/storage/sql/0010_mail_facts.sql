-- What a mail is besides its words (JSON wire.mail_facts.MailFacts, empty where there is nothing to say).
alter table message add column facts text not null default '';
alter table withdrawn_message add column facts text not null default '';
