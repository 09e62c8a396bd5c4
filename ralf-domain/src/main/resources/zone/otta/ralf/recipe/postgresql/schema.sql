SELECT version || '|' || name || '|' || sha256 FROM state.migration ORDER BY version;
