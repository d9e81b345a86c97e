INSERT INTO hunt_seeds (hunt, number, type, value) VALUES (?1, ?2, ?3, ?4);
