import { DefaultNamingStrategy } from 'typeorm';

/** A property `validFrom` is the column `valid_from`. */
export class SnakeNames extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined, embeddedPrefixes: string[]): string {
    const name = [...embeddedPrefixes, customName ?? propertyName].join('_');
    return name.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
  }
}
