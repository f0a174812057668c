-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_SignOff" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "formId" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "signedAt" DATETIME NOT NULL,
    "voidedAt" DATETIME,
    "medium" TEXT NOT NULL DEFAULT 'tablet',
    CONSTRAINT "SignOff_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_SignOff" ("formId", "id", "judgeId", "revision", "signedAt", "voidedAt") SELECT "formId", "id", "judgeId", "revision", "signedAt", "voidedAt" FROM "SignOff";
DROP TABLE "SignOff";
ALTER TABLE "new_SignOff" RENAME TO "SignOff";
CREATE INDEX "SignOff_formId_idx" ON "SignOff"("formId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
