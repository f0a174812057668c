/** The extension that limits what an authority may vouch for (RFC 5280, 4.2.1.10), in DER. */

/** Address and mask of networks that no one outside reaches. */
const PRIVATE_NETWORKS = [
  [10, 0, 0, 0, 255, 0, 0, 0],
  [127, 0, 0, 0, 255, 0, 0, 0],
  [172, 16, 0, 0, 255, 240, 0, 0],
  [192, 168, 0, 0, 255, 255, 0, 0],
];
const ONE_ADDRESS = [255, 255, 255, 255];
const [SEQUENCE, PERMITTED, EXCLUDED, DOMAIN, ADDRESS] = [0x30, 0xa0, 0xa1, 0x82, 0x87] as const;
/** No IPv6 address at all: what is not named would be permitted. */
const ALL_IPV6 = Array.from({ length: 32 }, () => 0);

/**
 * @param permitted domains with everything under them, and single IPv4 addresses beside those of private networks
 * @returns the value of the extension
 */
export function encodeNameConstraints(permitted: {
  readonly domains: readonly string[];
  readonly addresses: readonly string[];
}): Uint8Array<ArrayBuffer> {
  const networks = [...PRIVATE_NETWORKS, ...permitted.addresses.map((one) => [...one.split(".").map(Number), ...ONE_ADDRESS])];
  const subtrees = [
    ...permitted.domains.map((domain) => encode(SEQUENCE, encode(DOMAIN, [...Buffer.from(domain, "ascii")]))),
    ...networks.map((network) => encode(SEQUENCE, encode(ADDRESS, network))),
  ];
  return Uint8Array.from(
    encode(SEQUENCE, [...encode(PERMITTED, subtrees.flat()), ...encode(EXCLUDED, encode(SEQUENCE, encode(ADDRESS, ALL_IPV6)))]),
  );
}

/** Tag, length, value. */
function encode(tag: number, value: readonly number[]): number[] {
  const { length } = value;
  if (length < 0x80) return [tag, length, ...value];
  if (length < 0x100) return [tag, 0x81, length, ...value];
  return [tag, 0x82, length >> 8, length & 0xff, ...value];
}
