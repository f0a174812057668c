-- The names are set aside for the first start of this version, which seals them: keys are no matter of the database.
ALTER TABLE "Entry" ALTER COLUMN "coach" DROP NOT NULL;
ALTER TABLE "Entry" RENAME COLUMN "coach" TO "plainCoach";
UPDATE "Entry" SET "plainCoach" = NULL WHERE "plainCoach" = '';
