import { isOpen, member, numberOf, type DocumentNode } from '../validate/document-node.ts';
import type { Settings } from '../version-spec.ts';
import type { ImportReport } from './import-report.ts';

const bytesPerMegabyte = 1048576;
const mostChannels = 32768;
const mostDirtyRows = 2147483646;

/** `setting` of DataX, DataWorks and Chunjun as settings of a version; what Chunjun 1.12.8 has nothing for is noted. */
export function readSettings(setting: DocumentNode | undefined, report: ImportReport): Settings {
  const speed = member(setting, 'speed');
  const errorLimit = member(setting, 'errorLimit');
  const settings: Settings = { ...speedOf(speed, report), ...errorLimitOf(errorLimit, report) };
  for (const key of ['restore', 'log', 'restart'] as const) {
    const node = member(setting, key);
    if (node !== undefined) report.note(node, 'dropped', `${key} of a document is not taken over.`, 'See settings.');
  }
  return settings;
}

function speedOf(speed: DocumentNode | undefined, report: ImportReport): Settings {
  const settings: Settings = {};
  const isThrottled = member(speed, 'throttle')?.text.toLowerCase() !== 'false';
  for (const { key, value } of speed?.members ?? []) {
    if (key === 'throttle') {
      report.note(value, 'mapped', 'Says whether mbps counts.');
      continue;
    }
    const number = numberOf(value);
    switch (key) {
      case 'channel':
      case 'concurrent':
        if (number === undefined || number < 1) unusable(value, report);
        else {
          settings.channels = Math.min(Math.floor(number), mostChannels);
          report.note(value, settings.channels === number ? 'mapped' : 'approximated', 'settings.channels');
        }
        break;
      case 'byte':
      case 'bytes':
      case 'mbps': {
        if (key === 'mbps' && !isThrottled) {
          report.note(value, 'dropped', 'throttle is false: mbps does not count.');
        } else if (number === undefined || number <= 0) {
          report.note(value, 'dropped', 'No limit: none is set.');
        } else {
          settings.bytesPerSecond = Math.max(1, Math.round(key === 'mbps' ? number * bytesPerMegabyte : number));
          report.note(value, 'mapped', 'settings.bytesPerSecond, for the whole job.');
        }
        break;
      }
      case 'rebalance':
        if (value.text === 'true') settings.rebalance = true;
        report.note(value, 'mapped', 'settings.rebalance');
        break;
      case 'record':
        report.note(value, 'dropped', 'Chunjun 1.12.8 has no limit of rows per second.', 'Limit bytes per second.');
        break;
      case 'readerChannel':
      case 'writerChannel': {
        const name = key === 'readerChannel' ? 'readerChannels' : 'writerChannels';
        if (number === undefined) unusable(value, report);
        else if (number < 1) report.note(value, 'mapped', 'Counts above 0 only: settings.channels holds for both.');
        else {
          settings[name] = Math.min(Math.floor(number), mostChannels);
          report.note(value, settings[name] === number ? 'mapped' : 'approximated', `settings.${name}`);
        }
        break;
      }
      default:
        report.note(value, 'dropped', `There is no counterpart to ${key} of speed.`);
    }
  }
  return settings;
}

function errorLimitOf(errorLimit: DocumentNode | undefined, report: ImportReport): Settings {
  const settings: Settings = {};
  for (const { key, value } of errorLimit?.members ?? []) {
    if (key === 'record') {
      const number = numberOf(value);
      if (value.kind === 'null' || value.text.trim() === '') {
        settings.dirtyRowsAllowed = -1;
        report.note(
          value,
          'approximated',
          'Empty: any number of dirty rows is allowed (settings.dirtyRowsAllowed -1).',
        );
      } else if (number === undefined) unusable(value, report);
      else {
        settings.dirtyRowsAllowed = number < 0 ? -1 : Math.min(Math.floor(number), mostDirtyRows);
        const message = 'settings.dirtyRowsAllowed: Chunjun counts for each channel and side, not for the whole job.';
        report.note(value, 'approximated', message);
      }
    } else if (key === 'percentage') {
      const message = 'Chunjun 1.12.8 knows no share of dirty rows.';
      report.note(value, 'dropped', message, 'Give a number of rows: settings.dirtyRowsAllowed.');
    }
  }
  return settings;
}

function unusable(node: DocumentNode, report: ImportReport): void {
  if (isOpen(node)) report.note(node, 'dropped', 'Holds a parameter; settings take numbers.', 'Set it by hand.');
  else report.note(node, 'dropped', 'Is no number that can be used.', 'Set it by hand.');
}
