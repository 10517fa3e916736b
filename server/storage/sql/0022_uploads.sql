-- Files that somebody has handed over to go with a letter: removed when they were wanted for nothing for long.

create table uploaded_file (
  digest text primary key,
  at integer not null                       -- when it was handed over, or looked at last
) strict, without rowid;
create index uploaded_file_at on uploaded_file (at);
