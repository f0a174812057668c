/** What this machine is called on the local network, by number and by name. */
import os from "node:os";

/** Networks inside the machine, of containers and virtual machines: no tablet reaches them. */
const INSIDE = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|tun|utun|tailscale|wg)/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** IPv4 addresses in a steady order, those of private networks first; none without a network. */
export function listAddresses(interfaces = os.networkInterfaces()): string[] {
  const found = Object.entries(interfaces).flatMap(([name, addresses]) =>
    INSIDE.test(name)
      ? []
      : (addresses ?? []).flatMap(({ family, internal, address }) =>
          family === "IPv4" && !internal && !address.startsWith("169.254.") ? [address] : [],
        ),
  );
  const rank = (address: string) => `${isPrivate(address) ? 0 : 1}${address}`;
  return [...new Set(found)].sort((left, right) => (rank(left) < rank(right) ? -1 : 1));
}

/** The machine's own name, and the one that Apple's and most Linux systems find by multicast. */
export function listHostNames(hostname = os.hostname()): string[] {
  const label = hostname.toLowerCase().split(".")[0] ?? "";
  return LABEL.test(label) && label !== "localhost" ? [`${label}.local`, label] : [];
}

/** Whether an IPv4 address is of a network that no one outside reaches (RFC 1918). */
export function isPrivate(address: string): boolean {
  const [first = 0, second = 0] = address.split(".").map(Number);
  return first === 10 || first === 127 || (first === 172 && second >= 16 && second < 32) || (first === 192 && second === 168);
}
