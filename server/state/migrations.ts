/**
 * How the state store came to its present shape. Migration n takes a store from version n to n + 1;
 * one that has been released is never edited, only followed by another.
 */
export const migrations: readonly string[] = [
  `create table setting (
     name text primary key,
     value text not null
   ) strict;

   create table batch (
     seq integer primary key autoincrement,
     id text not null,
     folder text not null,
     status text not null check (status in ('active', 'undone')),
     registered_at text not null,
     registered_by text not null,
     undone_at text,
     undone_by text,
     manifest text not null
   ) strict;
   create unique index batch_active on batch (id) where status = 'active';

   create table snapshot (
     seq integer primary key autoincrement,
     data_version text not null,
     published_at text not null,
     build text not null
   ) strict;

   create table mapping (
     name text primary key,
     mapping text not null,
     saved_at text not null
   ) strict;

   create table load_lock (
     id integer primary key check (id = 1),
     token text not null,
     pid integer not null,
     process_start text not null,
     host text not null,
     purpose text not null,
     since text not null,
     heartbeat_at integer not null
   ) strict;`,

  `create table csi_weights (
     version integer primary key,
     effective_on text not null,
     weights text not null check (json_valid(weights)),
     note text,
     saved_at text not null,
     saved_by text not null
   ) strict;
   create trigger csi_weights_kept before update on csi_weights
     begin select raise(abort, 'a version is never changed'); end;
   create trigger csi_weights_stay before delete on csi_weights
     begin select raise(abort, 'a version is never removed'); end;`,

  `create table csi_weights_withdrawal (
     version integer primary key references csi_weights (version),
     note text,
     withdrawn_at text not null,
     withdrawn_by text not null
   ) strict;
   create trigger csi_weights_withdrawal_kept before update on csi_weights_withdrawal
     begin select raise(abort, 'a withdrawal is never changed'); end;
   create trigger csi_weights_withdrawal_stay before delete on csi_weights_withdrawal
     begin select raise(abort, 'a withdrawal is never removed'); end;`,
]
