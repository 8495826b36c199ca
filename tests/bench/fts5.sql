.mode ascii
CREATE VIRTUAL TABLE notices USING fts5(
  id UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2');
.import notices.ascii notices
