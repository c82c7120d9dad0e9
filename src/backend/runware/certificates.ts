import { readFile } from 'node:fs/promises';
import tls from 'node:tls';

/** Where the Linux distributions keep the authorities that a machine trusts, in one file. */
const LINUX_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The authorities in a file; none when it cannot be read. */
async function readBundle(file: string | undefined): Promise<string[]> {
  const text = file === undefined || file === '' ? '' : await readFile(file, 'utf8').catch(() => '');
  return text.match(CERTIFICATE) ?? [];
}

/** The authorities of the system in files: the one that the environment names, or the first known one that is there. */
async function readSystemBundle(): Promise<string[]> {
  const named = process.env['SSL_CERT_FILE'] ?? '';
  if (named !== '') return readBundle(named);
  if (process.platform !== 'linux') return [];
  for (const file of LINUX_BUNDLES) {
    const found = await readBundle(file);
    if (found.length > 0) return found;
  }
  return [];
}

/** Newer versions of Node know the authorities of every system, and those of `NODE_EXTRA_CA_CERTS`. */
interface CertificateStores {
  getCACertificates?: (type: 'default' | 'system') => string[];
}

/** Undefined where Node has no way to tell. */
function storedCertificates(): string[] | undefined {
  const stores: typeof tls & CertificateStores = tls;
  try {
    return stores.getCACertificates?.('default').concat(stores.getCACertificates('system'));
  } catch {
    return undefined;
  }
}

async function load(): Promise<tls.SecureContext> {
  const stored = storedCertificates();
  const known = stored ?? [
    ...tls.rootCertificates,
    ...(await readBundle(process.env['NODE_EXTRA_CA_CERTS'])),
  ];
  const all = [...known, ...(await readSystemBundle())].map((certificate) => certificate.trim());
  return tls.createSecureContext({ ca: [...new Set(all)] });
}

let loaded: Promise<tls.SecureContext> | undefined;

/**
 * Trust in the authorities that Node brings, those of `NODE_EXTRA_CA_CERTS` and those of the system. Read once, when first
 * asked for.
 */
export function systemTrust(): Promise<tls.SecureContext> {
  loaded ??= load();
  return loaded;
}
