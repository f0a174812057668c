/** Addresses and limits that the tablet needs by themselves: the schemas that hold the server to them would weigh on its page. */

export const MARKS_PATH = "/judge/marks";
/** In one request; a fuller outbox is sent in several. */
export const MOST_MARKS = 100;

export const NOTES_PATH = "/judge/notes";
export const LONGEST_COMMENT = 500;
/** After the device has made it smaller; in base64 a third more. */
export const LARGEST_PHOTO_BYTES = 700_000;
