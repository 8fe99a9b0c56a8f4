-- Keys for machines and sessions of people: what is kept of a key is its hash.
create table api_key (
  id         text primary key,
  -- the SHA-256 of the key, in hexadecimal digits
  hash       text not null unique,
  name       text not null,
  role       text not null,
  -- null stands for all
  namespaces text[],
  -- a session: made by logging in, not by an administrator
  session    boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz
);

create index api_key_by_creation on api_key (created_at desc, id desc) where not session;
create index api_key_expired on api_key (expires_at) where expires_at is not null;
