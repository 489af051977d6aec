// Reads values with the generated client, and writes the results of the round trip.
const fs = require('fs');
const path = require('path');

const [client, source, target] = process.argv.slice(2);
const models = require(path.join(client, 'js', 'index.js'));
const values = JSON.parse(fs.readFileSync(source, 'utf8'));
const made = values.map(({schema, json}) => models[schema + 'ToJSON'](models[schema + 'FromJSON'](json)));
fs.writeFileSync(target, JSON.stringify(made));
