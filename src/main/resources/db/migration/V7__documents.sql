-- What a front door keeps that is neither a definition, a schedule nor a batch job: test cases, who
-- has fetched what. One kind of document is one door's own; nobody else reads its body.
create table document (
  kind       text not null,
  id         text not null,
  -- what it is listed by: a namespace, a worker; never null
  parent     text not null,
  version    int not null,
  body       jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (kind, id)
);

create index document_by_parent on document (kind, parent, created_at, id);
