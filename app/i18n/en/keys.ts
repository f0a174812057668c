/** Keys of the installation: the command that makes and rotates them. */
export default {
  usage:
    "Usage: npm run -s keys -- rotate               a new master key of this installation\n       npm run -s keys -- issuer [--distrust]  a new key that certificates are signed with\n       npm run -s keys -- make                 prints a new master key, for SECRET_KEY",
  rows: "{{of}}: {{count}} rows are under the new key",
  rotated:
    "The master key was changed. Badges that were printed are still true, and sessions go on; short-lived result look-ups and second steps begin again.",
  aside:
    "The old key is kept in {{file}}: only backups made before now need it. Destroy that file once all of these are destroyed.",
  environment:
    "Start every process with SECRET_KEY set to the new key. Only backups made before now need the old one: destroy it once all of these are destroyed.",
  settled: "The rotation before broke off after its commit and is complete now: secret.key is the new key.",
  issuer: "Certificates are signed with a new key: {{id}}. Those signed before still verify.",
  issuerDistrusted:
    "Certificates are signed with a new key: {{id}}. The one before is declared not to be trusted: what it signed is verified online only.",
  refusal: {
    "server-running": "The server is running: stop every process before the master key is changed.",
    "database-older": "The database is older than this program: npm start upgrades it once; change the keys after that.",
    "server-started": "A process was started meanwhile: stop it and start it again now, or it goes on with the old key.",
    "key-other": "This is not the master key of this database: use the SECRET_KEY or secret.key that it is used with now.",
    "new-key-missing":
      "The master key comes from SECRET_KEY: make a new one with npm run -s keys -- make, set NEW_SECRET_KEY to it, and run this again.",
    "new-key-same": "The new key is the one in use: make another one.",
  },
};
