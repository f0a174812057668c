-- The names are set aside for the first start of this version, which seals them: keys are no matter of the database.
ALTER TABLE "Entry" ADD COLUMN "plainCoach" TEXT;
UPDATE "Entry" SET "plainCoach" = "coach" WHERE "coach" <> '';
ALTER TABLE "Entry" DROP COLUMN "coach";
