-- How a mail reads with each charset that it was read with, the first one too: what is taken back needs no mail to be read again.
create table message_reading (
  message_id integer not null,
  charset text not null,                    -- empty: as it came
  text text not null,
  title text not null,
  primary key (message_id, charset)
) strict, without rowid;
