import { type ConfigurationScope, workspace } from 'vscode';
import type { ConnectionSettings } from '../../backend/runware/dispatcher';
import { DEFAULT_ENDPOINT } from '../../backend/runware/endpoint';
import { readChoices, type SeverityChoices } from '../../lint/severities';
import { DEFAULT_CONCURRENCY, MAX_CONCURRENCY } from '../../run/drive/concurrency';
import { isCount } from '../../task/options';
import { DEFAULT_SIZE, parseSize } from '../../task/sizes';
import { DEFAULT_OPTIONS, FORMATS, type GenerationOptions, isJsonObject, SPEEDS } from '../../task/types';
import { SETTINGS } from './contributions';

function setting(id: string, scope?: ConfigurationScope): unknown {
  return workspace.getConfiguration(undefined, scope).get<unknown>(id);
}

function text(value: unknown, fallback: string): string {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
}

/** The address that tasks are sent to, as written in the settings. Whoever uses it checks it. */
export function endpointSetting(): string {
  return text(setting(SETTINGS.endpoint), DEFAULT_ENDPOINT);
}

/** The options that prompt files start with. Values that are not valid count as the default. */
export function generationSettings(scope?: ConfigurationScope): GenerationOptions {
  const size = parseSize(text(setting(SETTINGS.size, scope), '')) ?? DEFAULT_SIZE;
  const speed = setting(SETTINGS.speed, scope);
  const format = setting(SETTINGS.format, scope);
  const count = setting(SETTINGS.count, scope);
  return {
    width: size.width,
    height: size.height,
    speed: SPEEDS.find((candidate) => candidate === speed) ?? DEFAULT_OPTIONS.speed,
    count: isCount(count) ? count : DEFAULT_OPTIONS.count,
    format: FORMATS.find((candidate) => candidate === format) ?? DEFAULT_OPTIONS.format,
  };
}

/** The price in US dollars up to which nobody is asked. */
export function confirmAboveSetting(): number {
  const value = setting(SETTINGS.confirmAbove);
  return typeof value === 'number' && value >= 0 ? value : 0.5;
}

/** How many runs are driven at once. */
export function concurrencySetting(): number {
  const value = setting(SETTINGS.concurrency);
  const isValid = Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_CONCURRENCY;
  return isValid ? (value as number) : DEFAULT_CONCURRENCY;
}

/**
 * The severities that a person chose for the linter's rules. Values that are not valid are marked in the settings and
 * ignored.
 */
export function lintSettings(scope: ConfigurationScope): SeverityChoices {
  const value = setting(SETTINGS.lintRules, scope);
  return readChoices(isJsonObject(value) ? value : {}).choices;
}

/** The editor's own network settings, which people expect extensions to follow. */
export function connectionSettings(): ConnectionSettings {
  const noProxy = setting('http.noProxy');
  return {
    direct: setting('http.proxySupport') === 'off',
    proxy: text(setting('http.proxy'), '') || undefined,
    proxyAuthorization: text(setting('http.proxyAuthorization'), '') || undefined,
    noProxy: Array.isArray(noProxy) ? noProxy.filter((host) => typeof host === 'string') : [],
    strictSSL: setting('http.proxyStrictSSL') !== false,
    systemCertificates: setting('http.systemCertificates') !== false,
  };
}
