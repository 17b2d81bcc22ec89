import type { SideName } from '../chunjun/build-job-json.ts';
import type { ImportResult } from '../chunjun/import/import-job.ts';
import { isOpenText } from '../chunjun/import/import-parameters.ts';
import { findConnector } from '../connectors/catalogue.ts';
import { escapePointer } from '../core/check.ts';
import { GatewayError } from '../core/errors.ts';
import { canonicalJson } from '../core/ids.ts';
import { REDACTED } from '../core/redact.ts';
import type { NewDatasource } from '../datasources/datasource-store.ts';
import type { DatasourceInput } from '../datasources/schemas.ts';
import {
  datasourceById,
  datasourceByName,
  type DatasourceLookup,
  type ImportErrors,
  type Wanted,
} from './import-datasources.ts';
import type { ChosenDatasource, UsedDatasource } from './import-schemas.ts';

export interface PlanDeps {
  readonly datasources: DatasourceLookup;
  /** Checks a new data source and seals its secrets. Throws `validation_failed`. */
  readonly prepareDatasource: (input: DatasourceInput, who: string) => NewDatasource;
}

export interface PlanInput {
  readonly jobName: string;
  readonly chosen: Readonly<Partial<Record<SideName, ChosenDatasource>>>;
  readonly found: Pick<ImportResult, 'datasources' | 'secrets'>;
  readonly who: string;
}

export interface DatasourcePlan {
  readonly used: readonly UsedDatasource[];
  /** To be stored together with the job. */
  readonly rows: readonly NewDatasource[];
}

/** A data source to make; its secrets are in the clear and go nowhere but into `prepareDatasource`. */
interface Draft extends Wanted {
  readonly name: string | undefined;
  readonly config: Record<string, unknown>;
  readonly secrets: Record<string, string>;
  readonly secretsLeftOut: string[];
}

const sideNames = ['reader', 'writer'] as const;

/** For each side of an imported job a data source that exists, or a new one. What is wrong is added to `errors`. */
export async function planDatasources(deps: PlanDeps, input: PlanInput, errors: ImportErrors): Promise<DatasourcePlan> {
  const used: UsedDatasource[] = [];
  const drafts: Draft[] = [];
  for (const role of sideNames) {
    const [choice, suggested] = [input.chosen[role], input.found.datasources[role]];
    const pointer = `/datasources/${role}`;
    if (suggested === undefined) {
      if (choice !== undefined) errors.add({ pointer, detail: `the ${role} takes none`, remedy: 'Leave it out.' });
      continue;
    }
    const wanted: Wanted = { role, type: suggested.type, pointer };
    if (choice?.id !== undefined) {
      if (Object.keys(choice).length > 1) {
        errors.add({
          pointer: `${pointer}/id`,
          detail: 'stands alone',
          remedy: 'Give id, or name, config and secrets.',
        });
      }
      const found = await datasourceById(deps.datasources, { ...wanted, pointer: `${pointer}/id` }, choice.id, errors);
      if (found !== null) used.push(found);
      continue;
    }
    const isBare = Object.keys(suggested.config).length === 0;
    if (choice === undefined && suggested.name !== null) {
      const known = (await deps.datasources.findByNames([suggested.name])).get(suggested.name);
      if (isBare || known?.type === suggested.type) {
        const found = await datasourceByName(deps.datasources, wanted, suggested.name, errors);
        if (found !== null) used.push(found);
        continue;
      }
    }
    drafts.push(draftOf(wanted, choice ?? {}, suggested.config, input.found.secrets[role]));
  }
  const made = await makeAll(deps, input, drafts, errors);
  return {
    used: [...used, ...made.used].sort((a, b) => sideNames.indexOf(a.role) - sideNames.indexOf(b.role)),
    rows: made.rows,
  };
}

function draftOf(
  wanted: Wanted,
  choice: ChosenDatasource,
  config: Readonly<Record<string, unknown>>,
  secrets: Readonly<Record<string, string>>,
): Draft {
  const kept: Record<string, string> = {};
  const secretsLeftOut: string[] = [];
  const fields = secretFields(wanted.type);
  for (const [name, value] of Object.entries(secrets)) {
    const field = fields.find((one) => one.toLowerCase() === name.toLowerCase());
    if (field === undefined) secretsLeftOut.push(name);
    else kept[field] = value;
  }
  return {
    ...wanted,
    name: choice.name,
    config: { ...config, ...choice.config },
    secrets: { ...kept, ...choice.secrets },
    secretsLeftOut,
  };
}

async function makeAll(
  deps: PlanDeps,
  { jobName, who, chosen }: PlanInput,
  drafts: readonly Draft[],
  errors: ImportErrors,
): Promise<{ used: UsedDatasource[]; rows: NewDatasource[] }> {
  const used: UsedDatasource[] = [];
  const rows: NewDatasource[] = [];
  const [first, second] = drafts;
  const isOne = first !== undefined && second !== undefined && samePlace(first, second);
  for (const draft of isOne ? [first] : drafts) {
    const roles = isOne ? drafts.map(({ role }) => role) : [draft.role];
    const given = draft.name ?? (isOne ? second.name : undefined);
    const name = given ?? (await freeName(deps.datasources, isOne ? jobName : `${jobName}_${draft.role}`));
    if (rows.some((row) => row.name === name)) {
      const remedy = 'Choose another name: the two are not the same place.';
      errors.add({ pointer: `${draft.pointer}/name`, detail: "is the reader's name, too", remedy });
      continue;
    }
    const row = prepare(deps, { ...draft, name }, chosen[draft.role] ?? {}, who, errors);
    if (row === null) continue;
    rows.push(row);
    const { id, type } = row;
    used.push(...roles.map((role) => ({ role, id, name, type, created: true, secretsLeftOut: draft.secretsLeftOut })));
  }
  return { used, rows };
}

/** null: something is wrong, and `errors` says what, as far as possible all of it. */
function prepare(
  deps: PlanDeps,
  draft: Draft & { readonly name: string },
  choice: ChosenDatasource,
  who: string,
  errors: ImportErrors,
): NewDatasource | null {
  const { name, type, config, secrets, pointer } = draft;
  const remedy = `Give it in {"datasources": {"${draft.role}": {"config": {…}, "secrets": {…}}}}, or the id of one that exists.`;
  let isSound = true;
  const refuse = (place: string, detail: string) => {
    isSound = false;
    errors.add({ pointer: `${pointer}${place}`, detail, remedy });
  };
  for (const [key, value] of Object.entries(config)) {
    if (choice.config?.[key] === undefined && isOpenText(value)) {
      refuse(`/config/${escapePointer(key)}`, 'holds a parameter in the document, and data sources have none');
    }
  }
  for (const [key, value] of Object.entries(secrets)) {
    if (/^\*+$/.test(value) && value.length >= REDACTED.length) {
      refuse(`/secrets/${escapePointer(key)}`, 'is the mask of a secret in the document, not the secret');
    }
  }
  if (draft.secretsLeftOut.includes('jdbcUrl') && config['jdbcUrl'] === undefined && config['host'] === undefined) {
    refuse(
      '/config/jdbcUrl',
      'cannot be told: the URL of the document may hold a secret in a form that is not understood',
    );
  }
  if (!isSound) return null;
  try {
    return deps.prepareDatasource({ name, type, config, secrets }, who);
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== 'validation_failed') throw error;
    for (const one of error.errors) errors.add({ remedy, ...one, pointer: `${pointer}${one.pointer}` });
    return null;
  }
}

/** Two names are a wish for two data sources. */
function samePlace(a: Draft, b: Draft): boolean {
  if (a.name !== undefined && b.name !== undefined && a.name !== b.name) return false;
  const place = ({ type, config, secrets }: Draft) => canonicalJson([type, config, secrets]);
  return place(a) === place(b);
}

const longestName = 100;
const mostTries = 50;

/** The name as data sources have them (letters, digits, underscores), with a number behind it when it is taken. */
async function freeName(lookup: DatasourceLookup, wanted: string): Promise<string> {
  const ending = /_(?:reader|writer)$/.exec(wanted)?.[0] ?? '';
  const plain = wanted
    .slice(0, wanted.length - ending.length)
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const begin = plain === '' ? 'imported' : /^[A-Za-z]/.test(plain) ? plain : `job_${plain}`;
  const base = `${begin.slice(0, longestName - ending.length - 3)}${ending}`;
  const names = [base, ...Array.from({ length: mostTries }, (_value, index) => `${base}_${index + 2}`)];
  const taken = await lookup.findByNames(names);
  return names.find((name) => !taken.has(name)) ?? base;
}

function secretFields(type: string): string[] {
  const schema = findConnector(type)?.datasource?.secrets as { properties?: object } | undefined;
  return Object.keys(schema?.properties ?? {});
}
