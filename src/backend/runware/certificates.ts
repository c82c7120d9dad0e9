import { readFile } from 'node:fs/promises';
import tls from 'node:tls';

/** The bundle of certificates that a machine trusts, as Linux distributions name it. */
const LINUX_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates in a file; none when it cannot be read. */
async function readBundle(file: string | undefined): Promise<string[]> {
  const text = file === undefined || file === '' ? '' : await readFile(file, 'utf8').catch(() => '');
  return text.match(CERTIFICATE) ?? [];
}

/**
 * The certificates of the system: those in the file that `SSL_CERT_FILE` names, or in the first bundle that exists.
 */
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

/** Newer versions of Node read the certificates of every operating system, and those of `NODE_EXTRA_CA_CERTS`. */
interface CertificateStores {
  getCACertificates?: (type: 'default' | 'system') => string[];
}

/** The certificates that Node reads by itself; undefined when this version of Node cannot. */
function nodeCertificates(): string[] | undefined {
  const stores: typeof tls & CertificateStores = tls;
  try {
    return stores.getCACertificates?.('default').concat(stores.getCACertificates('system'));
  } catch {
    return undefined;
  }
}

async function load(): Promise<tls.SecureContext> {
  const stored = nodeCertificates();
  const known = stored ?? [
    ...tls.rootCertificates,
    ...(await readBundle(process.env['NODE_EXTRA_CA_CERTS'])),
  ];
  const all = [...known, ...(await readSystemBundle())].map((certificate) => certificate.trim());
  return tls.createSecureContext({ ca: [...new Set(all)] });
}

let loaded: Promise<tls.SecureContext> | undefined;

/**
 * A context that trusts the certificate authorities of Node, of `NODE_EXTRA_CA_CERTS` and of the system. They are
 * read once, when first needed.
 */
export function systemTrust(): Promise<tls.SecureContext> {
  loaded ??= load();
  return loaded;
}
