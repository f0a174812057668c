-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_AccountLink" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "createdById" TEXT,
    "resetsSecondFactor" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    "revokedAt" DATETIME,
    CONSTRAINT "AccountLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_AccountLink" ("createdAt", "createdById", "expiresAt", "id", "revokedAt", "usedAt", "userId") SELECT "createdAt", "createdById", "expiresAt", "id", "revokedAt", "usedAt", "userId" FROM "AccountLink";
DROP TABLE "AccountLink";
ALTER TABLE "new_AccountLink" RENAME TO "AccountLink";
CREATE INDEX "AccountLink_userId_idx" ON "AccountLink"("userId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
