"""Knowledge: countries, organisations, places and their names, and who held which office when, with its dates."""
