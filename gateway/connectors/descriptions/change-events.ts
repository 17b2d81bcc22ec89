/** The names of events in `cat`, a text that change readers split at commas. */

export const changes: readonly string[] = ['insert', 'update', 'delete'];

/** com.dtstack.chunjun.cdc.EventType */
const eventTypes =
  'unknown create_database drop_database create_schema drop_schema create_table drop_table add_column drop_column rename_column add_index drop_index add_foreign_key drop_foreign_key truncate_table modify_column rebase_auto_id rename_table set_default_value shard_row_id alter_table_comment rename_index rename_constraint add_table_partition drop_table_partition create_view modify_table_charset_and_collate truncate_table_partition drop_view recover_table modify_schema_charset_and_collate lock_table unlock_table repair_table set_tiflash_replica update_tiflash_replica_status add_primary_key drop_primary_key create_sequence alter_sequence drop_sequence alter_table alter_column create_index create_user drop_user drop_constraint add_constraint alter_constraint_enforced insert delete update alter rename query truncate drop create erase cindex dindex gtid xacommit xarollback mheartbeat'.split(
    ' ',
  );

/** Readers whose builders refuse any other name; blanks around a name are part of it. */
const strict = new Map<string, readonly string[]>([
  ['binlog', eventTypes],
  ['oraclelogminer', changes],
  ['sqlservercdc', changes],
]);

export function isStrictOnEvents(connector: string): boolean {
  return strict.has(connector);
}

/** The first name that the reader does not know, as written; undefined: it knows all. Empty ones at the end do not count. */
export function unknownEvent(connector: string, cat: string): string | undefined {
  const own = strict.get(connector);
  const known = own ?? changes;
  return cat
    .replace(/,+$/, '')
    .split(',')
    .find((name) => !known.includes((own === undefined ? name.trim() : name).toLowerCase()));
}
