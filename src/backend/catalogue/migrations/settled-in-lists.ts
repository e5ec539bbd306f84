const bitOf = (need: string): string =>
  `CASE ${need} WHEN 'client' THEN 1 WHEN 'date' THEN 2 WHEN 'view' THEN 4 WHEN 'phase' THEN 8 WHEN 'damaged' THEN 16 ELSE 0 END`

/** What a person left as it is, noted at photos and visits themselves, so that no list of what is open reads through it. */
export const SETTLED_IN_LISTS = `
  -- The needs of settled_need, a bit each: client 1, date 2, view 4, phase 8, damaged 16.
  ALTER TABLE photo ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
  -- How many photos of a visit may still be asked about for their client and for their day.
  ALTER TABLE visit ADD COLUMN open_client INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE visit ADD COLUMN open_date INTEGER NOT NULL DEFAULT 0;
  UPDATE photo SET settled = marked.bits FROM (
    SELECT photo_id, sum(${bitOf('need')}) AS bits FROM settled_need GROUP BY photo_id
  ) AS marked WHERE photo.id = marked.photo_id;
  UPDATE visit SET open_client = counted.client, open_date = counted.date FROM (
    SELECT visit_id, sum(settled & 1 = 0) AS client, sum(settled & 2 = 0) AS date FROM photo GROUP BY visit_id
  ) AS counted WHERE visit.id = counted.visit_id;

  CREATE TRIGGER need_settled AFTER INSERT ON settled_need BEGIN
    UPDATE photo SET settled = settled | ${bitOf('new.need')} WHERE id = new.photo_id;
  END;
  CREATE TRIGGER need_reopened AFTER DELETE ON settled_need BEGIN
    UPDATE photo SET settled = settled & ~${bitOf('old.need')} WHERE id = old.photo_id;
  END;
  CREATE TRIGGER photo_opens AFTER INSERT ON photo BEGIN
    UPDATE visit SET open_client = open_client + (new.settled & 1 = 0), open_date = open_date + (new.settled & 2 = 0)
    WHERE id = new.visit_id;
  END;
  CREATE TRIGGER photo_closes AFTER DELETE ON photo BEGIN
    UPDATE visit SET open_client = open_client - (old.settled & 1 = 0), open_date = open_date - (old.settled & 2 = 0)
    WHERE id = old.visit_id;
  END;
  CREATE TRIGGER photo_opens_elsewhere AFTER UPDATE OF visit_id, settled ON photo
  WHEN old.visit_id <> new.visit_id OR old.settled & 3 <> new.settled & 3
  BEGIN
    UPDATE visit SET open_client = open_client - (old.settled & 1 = 0), open_date = open_date - (old.settled & 2 = 0)
    WHERE id = old.visit_id;
    UPDATE visit SET open_client = open_client + (new.settled & 1 = 0), open_date = open_date + (new.settled & 2 = 0)
    WHERE id = new.visit_id;
  END;

  DROP INDEX photo_without_view;
  DROP INDEX photo_with_guessed_view;
  DROP INDEX photo_without_phase;
  DROP INDEX photo_damaged;
  DROP INDEX visit_without_date;
  DROP INDEX visit_with_unclear_day;
  CREATE INDEX photo_without_view ON photo (client_id)
    WHERE view = 'unknown' AND view_source <> 'person' AND settled & 4 = 0;
  CREATE INDEX photo_with_guessed_view ON photo (client_id)
    WHERE view_source = 'guess' AND view <> 'unknown' AND settled & 4 = 0;
  CREATE INDEX photo_without_phase ON photo (visit_id)
    WHERE phase = 'unknown' AND phase_source <> 'person' AND settled & 8 = 0;
  CREATE INDEX photo_damaged ON photo (client_id) WHERE is_damaged = 1 AND settled & 16 = 0;
  CREATE INDEX visit_with_open_client ON visit (client_id) WHERE open_client > 0;
  CREATE INDEX visit_without_date ON visit (client_id) WHERE date IS NULL AND open_date > 0;
  CREATE INDEX visit_with_unclear_day ON visit (client_id)
    WHERE is_day_unclear = 1 AND date IS NOT NULL AND open_date > 0;

  -- Whether any file of a photo is left is asked of every photo that has a file which is gone.
  DROP INDEX place_by_photo;
  CREATE INDEX place_by_photo ON place (photo_id, is_present);
`
